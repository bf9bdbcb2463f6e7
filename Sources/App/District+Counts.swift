public import Storage

extension District {
    /// How much of everything a database holds, by name, for those who run it.
    public static func counts(in reader: any Reader) throws -> [String: Int] {
        [
            "accounts": try reader.count("SELECT COUNT(*) AS n FROM accounts"),
            "attachments": try reader.count("SELECT COUNT(*) AS n FROM attachments"),
            "entries": try reader.count("SELECT COUNT(*) AS n FROM journal_entries"),
            "matters": try reader.count("SELECT COUNT(*) AS n FROM matters"),
            "personal values": try reader.count("SELECT COUNT(*) AS n FROM personal_values"),
            "places": try reader.count("SELECT COUNT(*) AS n FROM addresses"),
        ]
    }
}
