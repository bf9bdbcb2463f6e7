public import Base

/// What is wrong with one field of a body, or with one parameter.
public struct FieldError: Hashable, Sendable {
    /// A JSON pointer into the body; nil for a parameter.
    public let pointer: String?
    /// The name of a field of the query or of a header; nil for a place in the body.
    public let parameter: String?
    /// What is wrong.
    public let words: Words
}

/// The problems that only programs can meet, each with its words.
extension Problem {
    /// 404: there is no such thing for a program.
    public static let noSuchAddress = Problem(
        status: 404, code: "not-found", title: Words("没有找到", "Not found"),
        detail: Words("没有这个地址或这一条，或者它不归您看。", "There is no such address or record, or it is not yours to see.")
    )
    /// 401: the address wants a token.
    static let tokenMissing: Problem = {
        var problem = Problem(
            status: 401, code: "token-missing", title: Words("请带上接口令牌", "Please send a token"),
            detail: Words("这个地址要用 Authorization: Bearer 带上令牌。", "This address takes a token as Authorization: Bearer.")
        )
        problem.challenge = "Bearer"
        return problem
    }()
    /// 400: an act without a key, or with one that cannot be (draft-ietf-httpapi-idempotency-key-header, 2.7).
    static let keyMissing = Problem(
        status: 400, code: "key-missing", title: Words("没有可用的 Idempotency-Key", "There is no usable Idempotency-Key"),
        detail: FaultyWords.key
    )
    /// 405: the address is asked in another way.
    static func methodNotAllowed(_ allowed: [String]) -> Problem {
        let all = allowed.sorted().joined(separator: ", ")
        var problem = Problem(
            status: 405, code: "method-not-allowed", title: Words("不能这样请求这个地址", "This address is asked in another way"),
            detail: Words("可以用：\(all)。", "It takes: \(all).")
        )
        problem.allowed = all
        return problem
    }
    /// 406: the answer would be of a type that the request does not take.
    static let notAcceptable = Problem(
        status: 406, code: "not-acceptable", title: Words("没有您要的格式", "There is no answer in that form"),
        detail: Words("这里回答的是 application/json。", "Answers are application/json.")
    )
    /// 415: the body is of a type that is not taken.
    static let notJSON = Problem(
        status: 415, code: "not-json", title: Words("内容应当是 JSON", "The body must be JSON"),
        detail: Words("请用 Content-Type: application/json 提交。", "Send it with Content-Type: application/json.")
    )
    /// 400: the body cannot be read as JSON.
    static func json(_ fault: JSONFault) -> Problem {
        Problem(status: 400, code: "unreadable", title: Problem.unreadable.title, detail: FaultyWords.json(fault))
    }
}
