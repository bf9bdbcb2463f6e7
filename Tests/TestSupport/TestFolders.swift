public import Foundation

/// Folders for tests, all below one that goes away when the run of the tests ends, however it ends by itself.
public enum TestFolders {
    private static let root: URL = {
        let root = FileManager.default.temporaryDirectory.appending(
            path: "shanzhi-tests-\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString)")
        atexit { TestFolders.removeAll() }
        return root
    }()

    /// The place of a new folder; nothing stands there yet, but the folder above does.
    public static func place(_ name: String) throws -> URL {
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        return root.appending(path: "\(name)-\(UUID().uuidString)")
    }

    /// A new empty folder.
    public static func make(_ name: String) throws -> URL {
        let folder = try place(name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    private static func removeAll() {
        try? FileManager.default.removeItem(at: root)
    }
}
