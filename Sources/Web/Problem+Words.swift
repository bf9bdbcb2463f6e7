import Base

/// The problems that every page can meet, each with its words.
extension Problem {
    /// 404: there is no such page, or not for this visitor.
    public static let notFound = Problem(
        status: 404, code: "not-found", title: Words("没有找到这一页", "We could not find that page"),
        detail: Words("地址可能写错了，或者这件事不归您看。", "The address may be wrong, or the matter is not yours to see.")
    )
    /// 401: sign in first.
    public static let signInFirst = Problem(
        status: 401, code: "sign-in-first", title: Words("请先登录", "Please sign in first"),
        detail: Words("登录后再试一次。", "Sign in, then try again.")
    )
    /// 403: the post does not allow it.
    public static let notAllowed = Problem(
        status: 403, code: "not-allowed", title: Words("您的岗位不能做这一步", "Your post does not allow this"),
        detail: Words("如果这是您的职责，请找本单位负责人。", "If it is your duty, ask the head of your unit.")
    )
    /// 403: the role needs a second factor that is not set up.
    public static let secondFactorFirst = Problem(
        status: 403, code: "second-factor-first", title: Words("请先开通第二因素", "Please set up your second factor first"),
        detail: Words(
            "您的岗位要求登录时另输动态验证码。开通以后就能继续。", "Your role signs in with a code as well. Once it is set up you can go on.")
    )
    /// 403: the form's token is missing or old.
    public static let staleForm = Problem(
        status: 403, code: "stale-form", title: Words("这一页放得太久了", "This page has been open too long"),
        detail: Words("您写的内容没有提交。请返回，重新打开这一页再提交。", "Nothing was sent. Go back, reload the page and send it again.")
    )
    /// 400: the request cannot be read.
    public static let unreadable = Problem(
        status: 400, code: "unreadable", title: Words("没有读懂提交的内容", "We could not read what was sent"),
        detail: Words("内容不是 UTF-8 文字，或者不完整。请再试一次。", "It is not UTF-8 text or it is incomplete. Please try again.")
    )
    /// 413: too large.
    public static let tooLarge = Problem(
        status: 413, code: "too-large", title: Words("内容太大，没有收", "That is too large, and was not taken"),
        detail: Words(
            "一次交的内容，连文件合计不能超过 \(Site.bodyLimit >> 20) MB；没有文件的，不能超过 \(Site.textLimit >> 10) KB。",
            "What is sent at once, files and all, may not exceed \(Site.bodyLimit >> 20) MB; without files \(Site.textLimit >> 10) KB."
        )
    )
    /// 429: too many attempts.
    public static let tooMany = Problem(
        status: 429, code: "too-many", title: Words("试的次数太多了", "Too many attempts"),
        detail: Words("请过一刻钟再试。", "Please wait a quarter of an hour.")
    ).retried(after: 900)
    /// 503: more files are coming in than there is room for.
    public static let tooManyFiles: Problem = {
        var problem = Problem(
            status: 503, code: "too-many-files", title: Words("这会儿交文件的人太多", "Too many files are coming in just now"),
            detail: Words(
                "什么都没有存。请按浏览器的返回键回到表单，过半分钟再交。",
                "Nothing was saved. Go back to the form with your browser and send it again in half a minute.")
        )
        problem.retryAfter = 30
        return problem
    }()
    /// 429: one address has handed in more than the limit of an hour.
    public static func tooManyFilings(wait seconds: Int) -> Problem {
        let minutes = max(1, (seconds + 59) / 60)
        var problem = Problem(
            status: 429, code: "too-many-filings", title: Words("交得太密了", "Too many at once"),
            detail: Words(
                "从这个网络地址交来的事太多了，请等 \(minutes) 分钟再交；急事请打电话或到窗口。",
                "Too much has come from this network address. Please wait \(minutes) \(minutes == 1 ? "minute" : "minutes"), "
                    + "or for urgent matters telephone or come to a window."
            )
        )
        problem.retryAfter = seconds
        return problem
    }
    /// 503: the record cannot be written just now.
    public static let cannotWrite = Problem(
        status: 503, code: "cannot-write", title: Words("现在存不进去", "We cannot save just now"),
        detail: Words(
            "什么都没有写进去，您可以过一会儿再提交一次。", "Nothing was saved. You can send it again in a little while."
        )
    ).retried(after: 10)
    /// 503: the record cannot be read just now.
    public static let cannotRead = Problem(
        status: 503, code: "cannot-read", title: Words("现在读不出来", "We cannot read the record just now"),
        detail: Words("数据库暂时连不上，请过一会儿再试。", "The database cannot be reached. Please try again in a little while.")
    ).retried(after: 10)
    /// 503: the same for something that was sent. What the request wrote before it read stays written.
    public static let cannotReadAfter = Problem(
        status: 503, code: "cannot-read", title: cannotRead.title,
        detail: Words(
            "数据库暂时连不上。您交的东西也许已经存好了：过一会儿原样再交一次，已经存进去的不会重复。",
            "The database cannot be reached. What you sent may have been saved: send the same again in a little while, and what "
                + "was saved is not doubled."
        )
    ).retried(after: 10)
    /// 503: the database went away while it was writing.
    public static let outcomeUnknown = Problem(
        status: 503, code: "outcome-unknown", title: Words("还不知道存没存进去", "We do not know yet whether it was saved"),
        detail: Words(
            "数据库在保存的时候断开了。请过一会儿原样再交一次：已经存进去的不会重复。",
            "The database went away while saving. Please send the same again in a little while: what was saved is not doubled."
        )
    ).retried(after: 10)
    /// 500: our own mistake.
    public static let internalFault = Problem(
        status: 500, code: "internal", title: Words("出错了，是我们的问题", "Something went wrong on our side"),
        detail: Words("已经记录下来。请稍后再试，或到窗口办理。", "It has been logged. Please try later or come to a window.")
    )
    /// 422: the same key came with another body.
    public static let keyReused = Problem(
        status: 422, code: "key-reused", title: Words("这张表已经用过了", "This form has already been used"),
        detail: Words("同一张表提交过别的内容。请重新打开再填。", "It was sent before with other content. Open it again.")
    )

    /// 401: the token is unknown, has run out, was taken back, or its person or post has ended.
    public static let tokenUnknown = Problem(
        status: 401, code: "token-unknown", title: Words("这个接口令牌不能用", "This token does not open anything"),
        detail: Words(
            "令牌不存在、已到期或已作废，或者它的岗位已经结束。请重新建一个。",
            "It is unknown, has run out or was revoked, or its post has ended. Please make a new one.")
    ).challenging("Bearer error=\"invalid_token\"")
    /// 403: no token opens this address.
    public static let tokenNotTaken = Problem(
        status: 403, code: "token-not-taken", title: Words("这个地址不接受令牌", "No token opens this address"),
        detail: Words("接口令牌只用于接口地址；页面请登录后打开。", "Tokens are for the interface of programs; sign in to open pages.")
    ).challenging("Bearer error=\"insufficient_scope\"")
    /// 403: the token was not made for this.
    public static func tokenScope(_ scope: String) -> Problem {
        Problem(
            status: 403, code: "token-scope", title: Words("令牌没有这个权限", "The token was not made for this"),
            detail: Words("需要权限 \(scope)。请建一个带这个权限的令牌。", "It needs \(scope). Please make a token that holds it.")
        ).challenging("Bearer error=\"insufficient_scope\", scope=\"\(scope)\"")
    }

    private func challenging(_ challenge: String) -> Problem {
        var problem = self
        problem.challenge = challenge
        return problem
    }

    private func retried(after seconds: Int) -> Problem {
        var problem = self
        problem.retryAfter = seconds
        return problem
    }
}
