import Dispatch
import Foundation

/// Handles SIGTERM and SIGINT.
struct StopSignals {
    private let sources: [any DispatchSourceSignal]

    /// From its return on both signals call `stop` on a Dispatch thread and no longer end the process.
    /// Before, they end it: a signal that was ignored until Dispatch listens would be lost.
    init(_ stop: @escaping @Sendable () -> Void) {
        let listens = DispatchSemaphore(value: 0)
        sources = [SIGTERM, SIGINT].map { number in
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setRegistrationHandler { listens.signal() }
            source.setEventHandler(handler: stop)
            source.activate()
            listens.wait()
            return source
        }
    }

    /// From here on both signals are ignored.
    func cancel() {
        for number in [SIGTERM, SIGINT] { signal(number, SIG_IGN) }
        sources.forEach { $0.cancel() }
    }
}
