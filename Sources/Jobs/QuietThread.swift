import Foundation
import Glibc
import Synchronization

/// One thread for work that nobody waits for: the system gives it what people leave over.
///
/// A job that reads thousands of rows or groups them would else hold one of the few threads that answer people. On Linux
/// a thread has a nice value of its own (setpriority(2), C library and kernel differences).
final class QuietThread: TaskExecutor {
    private let waiting = Mutex<[UnownedJob]>([])
    private let isEnded = Atomic(false)
    private let signal = DispatchSemaphore(value: 0)

    /// Starts the thread; it lives until `end`.
    init() {
        let thread = Thread { self.work() }
        thread.name = "quiet"
        thread.start()
    }

    /// Lets the thread end, once nothing waits for it any more.
    func end() {
        isEnded.store(true, ordering: .releasing)
        signal.signal()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        waiting.withLock { $0.append(job) }
        signal.signal()
    }

    private func work() {
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 19)
        while true {
            signal.wait()
            if let job = waiting.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
                job.runSynchronously(on: asUnownedTaskExecutor())
            } else if isEnded.load(ordering: .acquiring) {
                return
            }
        }
    }
}
