public import Base

/// A database as those who run it see it.
public protocol Engine: Database {
    /// Applies the migrations that are missing, each in its own transaction, and remembers their names and hashes.
    ///
    /// Throws `StorageError.migration` when a shipped one was changed or the database knows one that this program does not.
    func migrate(_ migrations: [Migration], at instant: Instant) async throws
    /// Renews the planner's figures.
    func analyze() async throws
    /// Removes what erased text may be left in, as far as the engine itself keeps copies of it.
    ///
    /// Throws `StorageError.busy` while readers hold it.
    func purge() async throws
    /// Every table but those of full text, which are made from others.
    func tables() async throws -> [TableShape]
    /// The whole schema as sorted text, for an approved file.
    func approvedSchema() async throws -> String
    /// The value of a setting on a connection that writes, such as `synchronous`; nil when there is none of that name.
    func setting(_ name: String) async throws -> String?
    /// Name and version of the engine, such as `SQLite 3.40.1`.
    func version() async throws -> String
    /// How long a commit is waited for, in the engine's own word: `full` on SQLite, `on` on PostgreSQL.
    func durability() async throws -> String
    /// The bytes of all that is stored.
    func size() async throws -> Int
    /// How many writes wait for their turn.
    var waitingWrites: Int { get }
    /// Messages between all who share this database.
    var messages: any NodeMessages { get }
    /// Takes no more work, finishes what waits and closes.
    func close() async throws
}
