import Storage
import TestSupport

extension TestDatabase {
    /// The engine under test, seen through the portable interface only.
    var engine: any Database { database }
}
