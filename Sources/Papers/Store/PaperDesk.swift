public import Accounts
import Base
public import Matters

/// A proceeding as somebody at the desk stands to its papers.
public struct PaperDesk: Sendable {
    /// The matter around it.
    public let file: MatterFile
    /// The proceeding.
    public let opened: ProceedingFile
    /// All proceedings of the matter, its own among them.
    public let others: [ProceedingFile]
    /// The unit that runs it and writes its papers.
    public let unit: Unit
    let actor: Actor

    /// Whether the reader may write papers: their unit runs the proceeding.
    public var mayWrite: Bool { opened.stands(actor, in: .handler) }

    /// Whether the reader may read what stands in papers: where somebody's name is kept back, only the unit that writes them.
    public var mayRead: Bool { mayWrite || !keepsNames }

    /// Whether a name of the matter is kept back.
    var keepsNames: Bool { file.matter.confidentiality != .named || file.parties.contains(where: \.sealed) }

    /// Throws `PaperError.barred` for everybody else.
    func checkWriter() throws {
        guard mayWrite else { throw PaperError.barred(Self.othersWrite) }
    }

    static let othersWrite = Words("由承办这个程序的单位来写", "The unit that runs this proceeding writes its letters")
}
