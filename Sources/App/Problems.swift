import Accounts
import Base
import Clocks
import Matters
import Storage
import Web

/// The one mapping from errors to what visitors see.
enum Problems {
    static func problem(_ error: any Error) -> Problem {
        switch error {
        case let problem as Problem: problem
        case let error as MatterError: matter(error)
        case let error as AccountError: account(error)
        case let error as StorageError: storage(error)
        case let error as TermError: term(error)
        default: .internalFault
        }
    }

    private static func matter(_ error: MatterError) -> Problem {
        switch error {
        case .notFound, .noProcedure: .notFound
        case .changedMeanwhile:
            Problem(
                status: 409, code: "changed-meanwhile",
                title: Words("有人先改了这件事", "Somebody changed this matter first"),
                detail: Words("请打开看看有什么变化，再决定。", "Please look at what changed, then decide.")
            )
        case .barred(let why):
            Problem(status: 409, code: "barred", title: Words("现在不能做这一步", "This step is not possible now"), detail: why)
        case .invalid(let field, let words) where field == "key":
            Problem(status: 422, code: "key-reused", title: Problem.keyReused.title, detail: words)
        case .invalid(let field, let words):
            Problem(
                status: 422, code: "invalid", title: Words("请改正一处", "Please mend one thing"), detail: words,
                fields: [field: words]
            )
        case .wrongReceipt:
            Problem(
                status: 422, code: "wrong-receipt", title: Words("号码和查询码对不上", "Number and code do not fit"),
                detail: Words("请照回执再输一次。", "Please type them again from your slip.")
            )
        }
    }

    private static func account(_ error: AccountError) -> Problem {
        switch error {
        case .lockedOut: .tooMany
        case .unknown: .notFound
        default: .notAllowed
        }
    }

    private static func storage(_ error: StorageError) -> Problem {
        switch error {
        case .full, .busy, .engine: .cannotWrite
        default: .internalFault
        }
    }

    private static func term(_ error: TermError) -> Problem {
        let words: Words =
            switch error {
            case .beyondCeiling(let left): Words("最多还能延长\(left)", "At most \(left) more is allowed")
            case .over: Words("时限已经过了", "The term is over")
            case .extensionNotAllowed: Words("法规没有规定可以延长", "The rule allows no extension")
            case .pauseNotAllowed: Words("法规没有规定可以因此暂停", "The rule allows no pause on that ground")
            default: Words("时限现在不能这样改", "The term cannot be changed like this now")
            }
        return Problem(status: 409, code: "term", title: Words("时限不能改", "The term cannot be changed"), detail: words)
    }
}
