import Base
import Markup
public import Web

extension Visit {
    /// The one who acts. Throws 401.
    func actor() throws -> Actor {
        Actor(try staff())
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
    /// The status, headline and sentence with which a page of the desk comes back.
    var notice: (status: Int, head: Words, text: Words) {
        switch self {
        case .changedMeanwhile: (409, MatterWords.changedHead, MatterWords.openAgain)
        case .barred(let why): (409, MatterWords.barredNow, why)
        case .invalid(_, let words): (422, MatterWords.wrongHead, words)
        case .notFound, .wrongReceipt, .noProcedure: (404, MatterWords.nothingFound, MatterWords.openAgain)
        }
    }
}

extension Actor {
    /// Somebody signed in, on the post in use.
    public init(_ staff: SignedIn) {
        self.init(principal: staff.principal, unit: staff.unit, role: staff.role, units: staff.units)
    }
}
