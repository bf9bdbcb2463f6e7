import Backups
import Foundation
import Journal

/// The data folder: whose it is, and who else may look.
struct FolderChecks {
    let folder: URL
    let holdsDatabase: Bool

    func findings() -> [Finding] {
        var facts = stat()
        guard stat(folder.path, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else {
            return [.wrong("folder", "There is no folder \(folder.path).", "name the data folder with --data")]
        }
        return [mode(facts), owner(facts), strangers(facts), leftOver()].compactMap(\.self)
    }

    private func mode(_ facts: stat) -> Finding {
        facts.st_mode & 0o077 == 0
            ? .fine("folder", "\(folder.path) is its owner's alone.")
            : .look(
                "folder", "Others on this machine may look into \(folder.path), where the search index holds words.",
                "chmod 700 \(folder.path)")
    }

    private func owner(_ facts: stat) -> Finding? {
        guard facts.st_uid != geteuid() else {
            return access(folder.path, W_OK) == 0
                ? nil
                : .wrong("owner", "Nothing can be written into \(folder.path).", "mount it for writing")
        }
        return .look(
            "owner", "The folder is \(Self.name(facts.st_uid))'s, and you are \(Self.name(geteuid())).",
            "run commands as \(Self.name(facts.st_uid)): what another account makes there the server cannot write")
    }

    /// Files of another account than the folder's, such as `sudo shanzhi` leaves: the server cannot write them.
    private func strangers(_ facts: stat) -> Finding? {
        var names = ["journal.heads", "blobs", "imports", "keys"]
        if holdsDatabase { names += ["shanzhi.sqlite", "shanzhi.sqlite-wal", "shanzhi.sqlite-shm"] }
        let strange = names.filter { name in
            var own = stat()
            return lstat(folder.appending(path: name).path, &own) == 0 && own.st_uid != facts.st_uid
        }
        guard !strange.isEmpty else { return nil }
        return .wrong(
            "owner", "\(strange.joined(separator: ", ")) belong to another account than the folder.",
            "chown -R \(Self.name(facts.st_uid)) \(folder.path)")
    }

    private func leftOver() -> Finding? {
        let path = folder.appending(path: BackupWork.name).path
        guard FileManager.default.fileExists(atPath: path), !BackupWork.isHeld(in: folder) else { return nil }
        return .look(
            "backup", "A backup that was killed left a copy of the database in \(path).",
            "make a backup, which removes it, or remove the folder")
    }

    private static func name(_ account: uid_t) -> String {
        guard let entry = getpwuid(account), let name = entry.pointee.pw_name else { return "account \(account)" }
        return String(cString: name)
    }
}

/// The keys, without which nothing can be read.
struct KeyChecks {
    let folder: URL

    func findings() -> [Finding] {
        do {
            _ = try KeyRing.open(folder: folder.path, creating: false)
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".key") }
            return [.fine("keys", "\(files.count) keys, readable by their owner alone.")]
        } catch {
            return [
                .wrong(
                    "keys", "\(Refusal.telling(error))",
                    "chmod 600 \(folder.path)/*.key; a key that is lost comes back from a backup only")
            ]
        }
    }
}
