import Foundation
import Synchronization

/// The models of a district, a file a version in a folder of its own; the newest proposes.
///
/// Several nodes share the folder: each looks for a newer file now and then. A file that cannot be read proposes nothing.
final class TopicModels: Sendable {
    private let folder: URL
    private let kept = Mutex<Kept?>(nil)

    private struct Kept {
        var file: String?
        var model: TextModel?
        var looked: ContinuousClock.Instant
    }

    init(folder: URL) { self.folder = folder }

    /// The newest model; nil in a district that has none yet.
    func current() -> TextModel? {
        let now = ContinuousClock.now
        return kept.withLock { kept in
            if let kept, now - kept.looked < Self.rest { return kept.model }
            let file = files().last
            if let known = kept, known.file == file {
                kept?.looked = now
                return known.model
            }
            let model = file.flatMap { try? TextModel(Data(contentsOf: folder.appending(path: $0))) }
            kept = Kept(file: file, model: model, looked: now)
            return model
        }
    }

    /// Makes a model the newest. Older ones stay, so that taking a file away goes back; the oldest go.
    func keep(_ model: TextModel) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try model.encoded().write(to: folder.appending(path: Self.name(model.origin.version)), options: .atomic)
        for old in files().dropLast(Self.versions) {
            try? FileManager.default.removeItem(at: folder.appending(path: old))
        }
        kept.withLock { $0 = nil }
    }

    /// A version for a model made on a day, such as `20191126-02`.
    func nextVersion(_ day: String) -> String {
        let stem = day.replacing("-", with: "")
        let last =
            files().compactMap { file in
                file.wholeMatch(of: #/topics-([0-9]{8})-([0-9]{2})\.model/#).flatMap { $0.1 == stem ? Int($0.2) : nil }
            }.max() ?? 0
        return "\(stem)-\(last < 9 ? "0" : "")\(last + 1)"
    }

    private static func name(_ version: String) -> String { "topics-\(version).model" }

    private func files() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.wholeMatch(of: #/topics-[0-9]{8}-[0-9]{2}\.model/#) != nil }.sorted()
    }

    private static let versions = 3
    private static let rest: Duration = .seconds(5)
}
