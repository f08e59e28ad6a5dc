import Foundation

extension Thread {
    /// A thread that `top -H`, strace and core files know by its name, which Linux takes from the
    /// thread itself alone.
    package static func named(_ name: String, _ work: @escaping @Sendable () -> Void) -> Thread {
        Thread {
            Thread.current.name = name
            work()
        }
    }
}
