import Base
import Markup
public import Web

extension Visit {
    /// The one who acts. Throws 401.
    func actor() throws -> Actor {
        let staff = try staff()
        return Actor(principal: staff.principal, unit: staff.unit, role: staff.role)
    }

    /// The revision that the form was opened with. Throws 403 when it is missing.
    func revision() throws -> Int {
        guard let revision = Int(form.text("revision")) else { throw Problem.staleForm }
        return revision
    }

    /// A banner in the visitor's language.
    func banner(_ head: Words, _ text: HTML, _ kind: BannerKind = .alarm) -> HTML {
        .banner(say(head), text, kind)
    }
}

extension MatterError {
    /// The same as a problem, for pages and JSON.
    public var problem: Problem {
        switch self {
        case .notFound: .notFound
        case .changedMeanwhile:
            Problem(
                status: 409, code: "changed-meanwhile", title: MatterWords.changedHead,
                detail: Words("请重新打开这件事，再试一次。", "Open the matter again and repeat the step.")
            )
        case .barred(let why): Problem(status: 409, code: "barred", title: MatterWords.barredNow, detail: why)
        case .invalid(let field, let words):
            Problem(
                status: 422, code: "invalid", title: MatterWords.wrongHead, detail: words, fields: [field: words]
            )
        case .wrongReceipt:
            Problem(
                status: 404, code: "wrong-receipt", title: Words("号码和查询码对不上", "Number and code do not fit"),
                detail: Words("请对照回执再输一次。", "Please check them against your slip.")
            )
        case .noProcedure:
            Problem(
                status: 422, code: "no-procedure", title: Words("现在不能办这一种", "This kind cannot be handled now"),
                detail: Words("这一天没有可用的流程。", "No procedure is in force on that day.")
            )
        }
    }
}
