public import Base
public import Jobs

/// Reminds of what was promised in agreements, and finds what was not kept.
public enum FulfilmentJob {
    /// The name of the job.
    public static let name = "fulfilments"

    /// The job of a district.
    public static func kind(_ store: MediationStore) -> JobKind {
        JobKind(name) { _, instant in _ = try await store.lookAfter(at: instant) }
    }

    /// Every hour; what was done once is not done again.
    public static func timetable(district: DistrictKey) -> TimetableEntry {
        TimetableEntry(name, district: district, everySeconds: 3_600)
    }
}
