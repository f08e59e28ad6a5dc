import Foundation

extension Thread {
    /// A thread, not yet started, with a stack of 8 MiB and a name that `top -H`, strace and core
    /// files show.
    ///
    /// - Parameter name: at most 15 bytes; Linux cuts longer names (prctl(2), PR_SET_NAME). The
    ///   thread sets it itself, because Linux names the calling thread only.
    package static func named(_ name: String, _ work: @escaping @Sendable () -> Void) -> Thread {
        let thread = Thread {
            Thread.current.name = name
            work()
        }
        thread.stackSize = 8 << 20
        return thread
    }
}
