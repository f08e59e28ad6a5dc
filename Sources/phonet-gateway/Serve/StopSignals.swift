import Dispatch
import Foundation

/// Handles SIGTERM and SIGINT.
struct StopSignals {
    private let sources: [any DispatchSourceSignal]

    /// From here on both signals call `stop` on a Dispatch thread and no longer end the process.
    init(_ stop: @escaping @Sendable () -> Void) {
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler(handler: stop)
            source.resume()
            return source
        }
    }

    /// From here on both signals are ignored.
    func cancel() { sources.forEach { $0.cancel() } }
}
