import Accounts
import Base
import Clocks
import Counterparts
import Disputes
import Letters
import Matters
import Papers
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
        case let error as DisputeError: dispute(error)
        case let error as PaperError: paper(error)
        case let error as CounterpartError: counterpart(error)
        case let error as LetterError: letter(error)
        default: .internalFault
        }
    }

    private static func matter(_ error: MatterError) -> Problem {
        switch error {
        case .notFound, .noProcedure: .notFound
        case .changedMeanwhile:
            Problem(
                status: 409, code: "changed-meanwhile",
                title: AppWords.changedFirst,
                detail: AppWords.changedFirstText
            )
        case .barred(let why):
            Problem(status: 409, code: "barred", title: AppWords.barred, detail: why)
        case .invalid(let field, let words) where field == "key":
            Problem(status: 422, code: "key-reused", title: Problem.keyReused.title, detail: words)
        case .invalid(let field, let words):
            Problem(
                status: 422, code: "invalid", title: AppWords.mend, detail: words,
                fields: [field: words]
            )
        case .wrongReceipt:
            Problem(
                status: 422, code: "wrong-receipt", title: AppWords.wrongReceipt,
                detail: AppWords.wrongReceiptText
            )
        }
    }

    private static func dispute(_ error: DisputeError) -> Problem {
        switch error {
        case .notFound: .notFound
        case .taken(let why): Problem(status: 409, code: "taken", title: AppWords.barred, detail: why)
        case .barred(let why): Problem(status: 409, code: "barred", title: AppWords.barred, detail: why)
        case .invalid(let field, let words):
            Problem(status: 422, code: "invalid", title: AppWords.mend, detail: words, fields: [field: words])
        case .changedMeanwhile:
            Problem(
                status: 409, code: "changed-meanwhile", title: AppWords.changedFirst, detail: AppWords.changedFirstText)
        }
    }

    private static func paper(_ error: PaperError) -> Problem {
        switch error {
        case .notFound: .notFound
        case .barred(let why): Problem(status: 409, code: "barred", title: AppWords.barred, detail: why)
        case .invalid(let fields):
            Problem(
                status: 422, code: "invalid", title: AppWords.mend,
                detail: fields.sorted { $0.key < $1.key }.first?.value ?? AppWords.mend, fields: fields)
        case .changedMeanwhile:
            Problem(
                status: 409, code: "changed-meanwhile", title: AppWords.changedFirst, detail: AppWords.changedFirstText)
        }
    }

    private static func counterpart(_ error: CounterpartError) -> Problem {
        switch error {
        case .notFound: .notFound
        case .barred(let why): Problem(status: 409, code: "barred", title: AppWords.barred, detail: why)
        case .invalid(let field, let words):
            Problem(status: 422, code: "invalid", title: AppWords.mend, detail: words, fields: [field: words])
        case .reused: .keyReused
        case .changedMeanwhile:
            Problem(
                status: 409, code: "changed-meanwhile", title: AppWords.changedFirst, detail: AppWords.changedFirstText)
        }
    }

    private static func letter(_ error: LetterError) -> Problem {
        let (status, words): (Int, Words) =
            switch error {
            case .missing: (409, AppWords.letterLacks)
            case .unknown, .wrongKind: (409, AppWords.letterUnfit)
            case .tooLong: (409, AppWords.letterLong)
            case .noEnglish: (404, AppWords.letterNoEnglish)
            case .unreadablePicture: (409, AppWords.letterPicture)
            case .drawing: (500, AppWords.letterDrawing)
            }
        return Problem(status: status, code: "letter", title: AppWords.letter, detail: words)
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
        case .unknownOutcome: .outcomeUnknown
        // After a write of the same request it would be wrong to say that nothing was saved.
        case .unreadable: .cannotRead
        default: .internalFault
        }
    }

    private static func term(_ error: TermError) -> Problem {
        let words: Words =
            switch error {
            case .beyondCeiling(let left): AppWords.ceiling(left)
            case .over: AppWords.termOver
            case .extensionNotAllowed: AppWords.noExtension
            case .pauseNotAllowed: AppWords.noPause
            default: AppWords.termFixed
            }
        return Problem(status: 409, code: "term", title: AppWords.term, detail: words)
    }
}
