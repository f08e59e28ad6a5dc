import Foundation

extension Thread {
    /// A thread whose name `top -H`, strace and core files show. Linux lets only the thread itself set it.
    package static func named(_ name: String, _ work: @escaping @Sendable () -> Void) -> Thread {
        Thread {
            Thread.current.name = name
            work()
        }
    }
}
