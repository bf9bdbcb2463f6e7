import Base
import CClock
import Foundation

/// The machine: room on the disk, and whether its clock is kept right.
struct MachineChecks {
    let folder: URL
    /// Whether the database is a file in the folder.
    let holdsDatabase: Bool

    func findings() -> [Finding] { [disk(), blocks(), Self.clock()].compactMap(\.self) }

    private func disk() -> Finding? {
        var facts = statvfs()
        guard statvfs(folder.path, &facts) == 0 else { return nil }
        let free = UInt64(facts.f_bavail) * UInt64(facts.f_frsize)
        return Self.disk(
            free: Int64(clamping: free), database: databaseSize,
            places: facts.f_files == 0 ? nil : UInt64(facts.f_favail)
        )
    }

    /// SQLite maps its `-shm` file into memory and asks for room once a page of memory. With smaller blocks, as mkfs.ext4
    /// makes below 512 MB, the rest of a page is got when it is first touched, and a full disk answers that with SIGBUS.
    private func blocks() -> Finding? {
        var facts = statvfs()
        let page = sysconf(Int32(_SC_PAGESIZE))
        guard holdsDatabase, statvfs(folder.path, &facts) == 0, page > 0, facts.f_frsize < UInt(page) else {
            return nil
        }
        return .look(
            "blocks", "The disk's blocks have \(facts.f_frsize) bytes, fewer than the \(page) of a page of memory.",
            "use a file system with blocks of \(page) bytes: on this one a full disk ends the program")
    }

    private var databaseSize: Int64 {
        var facts = stat()
        return stat(folder.appending(path: "shanzhi.sqlite").path, &facts) == 0 ? Int64(facts.st_size) : 0
    }

    private static func disk(free: Int64, database: Int64, places: UInt64?) -> Finding {
        let room = "\(Int(free >> 20).grouped) MiB are free"
        if let places, places < 1_000 {
            return .wrong("disk", "The disk has room for \(places) files only.", "remove files nobody needs")
        }
        if free < 256 << 20 { return .wrong("disk", "\(room).", "make room: on a full disk nothing can be filed") }
        // A backup begins with a copy of the database.
        if free < max(database, 1 << 30) {
            return .look("disk", "\(room), too few for a copy of the database.", "make room before the next backup")
        }
        return .fine("disk", "\(room).")
    }

    /// What the kernel knows of the clock: somebody sets it right, or nobody does.
    private static func clock() -> Finding? {
        let answer = shanzhi_clock_is_set()
        guard answer >= 0 else { return nil }
        guard answer == 1 else {
            return .look(
                "clock", "Nobody sets this machine's clock, and the law counts days by it.",
                "install chrony or systemd-timesyncd")
        }
        return .fine("clock", "The clock is set by a time server.")
    }
}
