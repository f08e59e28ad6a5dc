import Dispatch
import FastCGI
import Foundation
import HTTPTypes

/// A server running for one test, and what it saw.
final class Responder: Sendable {
    let path: String
    let requests = Log<FastCGIRequest>()
    let failures = Log<TransportError>()
    private let server: FastCGIServer
    private let isOver = DispatchSemaphore(value: 0)

    /// Starts at a socket of its own, or on a `listener` that answers at `path`.
    init(
        path: String = Responder.freshPath(), listener: ListenAddress? = nil, workers: Int = 2,
        permits: Int = 3, impatience: Duration = .milliseconds(100),
        isBrief: Bool = false, briefPath: String? = nil, bodyLimit: Int = 1000, patience: Int = 1,
        handler: @escaping @Sendable (FastCGIRequest) -> FastCGIResponse = Responder.echo
    ) throws {
        self.path = path
        let requests = requests
        let failures = failures
        let server = try FastCGIServer(
            listener: listener ?? .unix(path: path), workers: workers, permits: permits,
            impatience: impatience,
            terms: {
                RequestTerms(bodyLimit: bodyLimit, isBrief: isBrief || $0.path == briefPath)
            },
            patience: patience, drain: .milliseconds(50),
            handler: { request in
                requests.append(request)
                return handler(request)
            },
            report: { failures.append($0) })
        self.server = server
        let isOver = isOver
        Thread.detachNewThread {
            server.run()
            isOver.signal()
        }
    }

    deinit {
        stop()
    }

    func stop() {
        server.stop()
    }

    var workerProgress: WorkerProgress { server.workerProgress }

    /// Whether the server came to its end within ten seconds.
    func hasEnded() -> Bool {
        isOver.wait(timeout: .now() + 10) == .success
    }

    /// The troubles, as soon as there are any, or none after ten seconds.
    func firstErrors() -> [TransportError] {
        let end = ContinuousClock.now + .seconds(10)
        while failures.all.isEmpty, ContinuousClock.now < end { sched_yield() }
        return failures.all
    }

    static func freshPath() -> String {
        NSTemporaryDirectory() + "fastcgi-\(UUID().uuidString.prefix(8)).socket"
    }

    /// Answers with method, path and body.
    static func echo(_ request: FastCGIRequest) -> FastCGIResponse {
        let body = String(decoding: request.body, as: UTF8.self)
        return text("\(request.head.method.rawValue) \(request.head.path ?? "-") \(body)")
    }

    static func text(_ text: String) -> FastCGIResponse {
        FastCGIResponse(head: HTTPResponse(status: .ok), body: .bytes(Array(text.utf8)))
    }
}
