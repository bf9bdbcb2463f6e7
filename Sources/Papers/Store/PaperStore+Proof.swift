import Accounts
public import Base
import Matters
public import Storage

/// What anybody may know of an issued paper.
public struct PaperProof: Hashable, Sendable {
    /// Its number.
    public let number: String
    /// The unit that issued it.
    public let unit: Words
    /// The day on which it was issued.
    public let issued: Day
    /// The day on which it was withdrawn; nil while it stands.
    public let withdrawn: Day?
    /// SHA-256 of the PDF.
    public let digest: String
}

extension PaperStore {
    /// The proof of an issued paper for anybody; nil for a draft and for what is no paper.
    public func proof(of id: RecordID, in reader: any Reader) throws -> PaperProof? {
        guard let paper = try find(id, in: reader), let number = paper.number, let digest = paper.digest,
            let issued = paper.issuedAt?.day,
            let unit = try matters.units.names(of: [paper.unit], in: reader)[paper.unit]
        else { return nil }
        return PaperProof(
            number: number, unit: unit, issued: issued, withdrawn: paper.withdrawnAt?.day, digest: digest)
    }
}
