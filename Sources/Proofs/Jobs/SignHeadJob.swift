public import Base
public import Jobs

/// Signs the newest head, once an hour on whatever node.
public enum SignHeadJob {
    /// The name of the job.
    public static let name = "sign-head"

    /// The job of a district.
    public static func kind(_ store: ProofStore) -> JobKind {
        JobKind(name) { _, instant in try await store.sign(at: instant) }
    }

    /// Asked every ten minutes, so that an hour in which no node was up at its beginning is not left out.
    public static func timetable(district: DistrictKey) -> TimetableEntry {
        TimetableEntry(name, district: district, everySeconds: 600)
    }
}
