import App
import ArgumentParser
import Base
import Foundation
import Journal
import Proofs
import Storage

extension JournalCommand {
    struct Prove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prove that an entry stands in the log, under the newest signed head.",
            discussion: "Exit 0 when it does, 3 when it does not.")

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The id of the entry, or the hash on a slip, with its blanks in quotation marks or without.")
        var entry: String
        @Flag(name: .long, help: "Print one JSON object, as script/verify-journal reads it with --proof.") var json =
            false

        func run() async throws {
            let leaf = LeafText.read(entry), id = RecordID(entry)
            guard leaf != nil || id != nil else {
                throw ValidationError("\(entry) is neither the hash nor the id of an entry.")
            }
            let (house, close) = try await place.openHouseForReading()
            let proofs = house.proofs
            let finding = try await house.database.read { reader -> HeadFinding in
                if let leaf { return try proofs.find(leaf: leaf, in: reader) }
                return try id.map { try proofs.find(entry: $0, in: reader) } ?? .unknown
            }
            try await close()
            switch finding {
            case .proven(let proof):
                if json {
                    print(ProofText.json(proof, origin: proofs.origin))
                } else {
                    ProofText.tell(proof, proofs.origin)
                }
                if !proof.isValid { throw ExitCode(3) }
            case .waiting:
                Tell.line("The entry is written down and has no place in the log yet; the running server gives it one.")
                throw ExitCode(3)
            case .unknown:
                Tell.line("There is no such entry.")
                throw ExitCode(3)
            }
        }
    }

    struct Consistency: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prove that the log of so many entries only added to that of fewer.")

        @OptionGroup var place: PlaceOptions
        @Option(name: .long, help: "The size of the earlier log.") var from: Int64
        @Option(name: .long, help: "The size of the later log.") var to: Int64

        func run() async throws {
            let (house, close) = try await place.openHouseForReading()
            let proofs = house.proofs
            let growth = try await house.database.read { try proofs.growth(from: from, to: to, in: $0) }
            try await close()
            guard let growth else { throw ValidationError("The log has no such sizes.") }
            print("from \(from) \(HexText.encode(growth.old))")
            print("to \(to) \(HexText.encode(growth.new))")
            for hash in growth.proof.path { print("path \(HexText.encode(hash))") }
            print(growth.isValid ? "holds" : "DOES NOT HOLD")
            if !growth.isValid { throw ExitCode(3) }
        }
    }

    struct Keys: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the public keys that sign heads, or add one.", subcommands: [List.self, Rotate.self],
            defaultSubcommand: List.self)

        struct List: AsyncParsableCommand {
            static let configuration = CommandConfiguration(abstract: "Print the public keys, the oldest first.")

            @OptionGroup var place: PlaceOptions

            func run() async throws {
                let (house, close) = try await place.openHouseForReading()
                let proofs = house.proofs
                let keys = try await house.database.read { try proofs.listKeys(in: $0) }
                try await close()
                if keys.isEmpty {
                    Tell.line("There is no key yet; the first is made when the server signs its first head.")
                }
                for (key, next) in zip(keys, keys.dropFirst().map { Optional($0) } + [nil]) {
                    let span = next.map { "until \($0.since.iso)" } ?? "signing"
                    print("\(key.number) \(key.verifierText(origin: proofs.origin)) since \(key.since.iso) \(span)")
                }
            }
        }

        struct Rotate: AsyncParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "Add a key that the present one vouches for; heads are signed with it from now on.",
                discussion: "Copy the new file in DIR/keys to every other node. The old keys stay listed.")

            @OptionGroup var place: PlaceOptions

            func run() async throws {
                let (house, database) = try await place.openHouse()
                let key = try await house.proofs.rotate(at: house.district.now(machine: Machine.now()))
                try await database.close()
                print("\(key.number) \(key.verifierText(origin: house.proofs.origin)) since \(key.since.iso) signing")
                Tell.line(
                    "Copy DIR/keys/signing-\(key.number).key to every other node; it is in no backup of the database.")
            }
        }
    }
}

/// Proofs and the log as lines for people and programs.
enum ProofText {
    struct Key: Encodable {
        let number: Int
        let `public`: String
        let since: Int64
        let signature: String
    }

    struct Head: Encodable {
        let size: Int64
        let root: String
        let at: Int64
        let key: Int
        let signature: String

        init(_ head: SignedHead) {
            (size, root, at, key) = (head.size, HexText.encode(head.root), head.at.milliseconds, head.key)
            signature = Data(head.signature).base64EncodedString()
        }
    }

    struct Leaf: Encodable {
        let position: Int64
        let entry: String
        let hash: String
    }

    private struct Proof: Encodable {
        let origin: String
        let entry: String
        let leaf: String
        let position: Int64
        let size: Int64
        let root: String
        let path: [String]
        let head: Head?
    }

    static func line(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    static func json(_ proof: HeadProof, origin: String) -> String {
        line(
            Proof(
                origin: origin, entry: proof.entry.text, leaf: HexText.encode(proof.leaf),
                position: proof.proof.position, size: proof.proof.size, root: HexText.encode(proof.root),
                path: proof.proof.path.map(HexText.encode), head: proof.head.map(Head.init)))
    }

    static func tell(_ proof: HeadProof, _ origin: String) {
        print("entry \(proof.entry)")
        print("leaf \(HexText.encode(proof.leaf))")
        print("position \(proof.proof.position) of \(proof.proof.size)")
        for hash in proof.proof.path { print("path \(HexText.encode(hash))") }
        print("root \(HexText.encode(proof.root))")
        if let head = proof.head {
            print("signed \(head.at.iso) key \(head.key) \(Data(head.signature).base64EncodedString())")
        } else {
            print("not signed yet: the next signed head holds it")
        }
        print(proof.isValid ? "holds" : "DOES NOT HOLD")
    }

    /// Writes what an outside verifier needs beside the entries: keys, signed heads, and the log itself, a JSON line each.
    static func writeLog(of house: House, to path: String) async throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw ValidationError("\(path) cannot be written.") }
        let proofs = house.proofs, journal = house.journal
        try await house.database.readAtLength { reader in
            func put(_ name: String, _ value: some Encodable) throws {
                try file.write(contentsOf: Data((line([name: value]) + "\n").utf8))
            }
            try put("origin", proofs.origin)
            for key in try proofs.listKeys(in: reader) {
                try put(
                    "key",
                    Key(
                        number: key.number, public: Data(key.publicKey).base64EncodedString(),
                        since: key.since.milliseconds, signature: Data(key.signature).base64EncodedString()))
            }
            var hour: Int64 = -1
            while true {
                let heads = try proofs.listHeads(after: hour, limit: 1_000, in: reader)
                for (_, head) in heads { try put("head", Head(head)) }
                hour = heads.last?.hour ?? hour
                if heads.count < 1_000 { break }
            }
            var position: Int64 = 0
            while true {
                let places = try journal.listPlaces(from: position, limit: 1_000, in: reader)
                for place in places {
                    try put(
                        "leaf",
                        Leaf(position: place.position, entry: place.entry.text, hash: HexText.encode(place.leaf)))
                }
                position = (places.last?.position ?? position) + 1
                if places.count < 1_000 { break }
            }
        }
        try file.synchronize()
        try file.close()
    }
}
