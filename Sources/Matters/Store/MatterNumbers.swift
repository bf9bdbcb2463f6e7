import Base
import Storage

/// Leases serial numbers in blocks of 100, in a transaction of their own; gaps are allowed.
actor MatterNumbers {
    private let database: any Database
    private let district: DistrictKey
    private let prefix: String
    private var blocks: [Int: Range<Int>] = [:]
    private var leasing: [Int: Task<Range<Int>, any Error>] = [:]

    init(database: any Database, district: DistrictKey, prefix: String) {
        self.database = database
        self.district = district
        self.prefix = prefix
    }

    func next(year: Int) async throws -> String {
        while true {
            if let block = blocks[year], let serial = block.first {
                blocks[year] = block.dropFirst()
                return MatterNumber.make(prefix: prefix, year: year, serial: serial)
            }
            // Everybody who waits shares one lease: whoever asked first starts it.
            let lease = leasing[year] ?? Task { [database, district] in try await Self.lease(year, district, database) }
            leasing[year] = lease
            defer { leasing[year] = nil }
            let block = try await lease.value
            if blocks[year]?.isEmpty ?? true, leasing[year] != nil { blocks[year] = block }
        }
    }

    private static func lease(_ year: Int, _ district: DistrictKey, _ database: any Database) async throws -> Range<Int>
    {
        let size = 100
        return try await database.write { transaction in
            let row = try transaction.row(
                """
                INSERT INTO serial_leases (district, year, next_serial) VALUES (\(district), \(year), \(1 + size))
                ON CONFLICT (district, year) DO UPDATE SET next_serial = serial_leases.next_serial + \(size)
                RETURNING next_serial
                """
            )
            let next = try row?.int("next_serial") ?? 1 + size
            return next - size..<next
        }
    }
}
