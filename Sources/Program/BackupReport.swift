import ArgumentParser
import Backups
import Base
import Foundation

/// What a backup that was read to its end holds, for people and for programs.
struct BackupReport: Encodable {
    let whole = true
    let expired: Bool
    let label: BackupLabel
    let files: Int
    let bytes: Int64

    init(_ reader: BackupReader, now: Instant) {
        label = reader.label
        expired = label.isExpired(at: now)
        (files, bytes) = (reader.summary.files, reader.summary.bytes)
    }

    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    func tell() {
        print("district \(label.name) \(label.englishName) (\(label.code))")
        print("made \(label.createdAt.iso), \(expired ? "EXPIRED" : "expires") \(label.expiresAt.iso)")
        let parts = [label.holdsData ? "database, heads, attachments" : "", label.holdsKeys ? "keys" : ""]
        print("holds \(parts.filter { !$0.isEmpty }.joined(separator: ", "))")
        if label.holdsData {
            print(label.counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
        }
        print("files \(files), bytes \(bytes), steps of the schema \(label.migrations.count)")
        print("whole")
    }

    private enum CodingKeys: String, CodingKey { case whole, expired, label, files, bytes }
}

/// A backup that is not what was written: said in a sentence, and the program ends with 3.
enum Damage {
    static func reported(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as BackupError where error.isDamage {
            Tell.line("Error: \(error.explanation)")
            throw ExitCode(3)
        }
    }
}
