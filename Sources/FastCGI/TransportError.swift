/// Something that went wrong below the handler: for the log, never for a client. Holds nothing
/// a request carried.
package enum TransportError: Error, Sendable, Equatable {
    /// No connection can be accepted at the moment (`errno`), usually for want of descriptors.
    case acceptFailed(Int32)
    /// A connection could not be watched (`errno`) and was closed.
    case watchFailed(Int32)
    /// A worker thread could not be started (error of `pthread_create`); there are fewer.
    case threadFailed(Int32)
    /// A request began, and then stalled or did not go on as FastCGI does; its connection was
    /// closed.
    case brokenRequest
    /// The request's parameters made no HTTP request; it was answered 400, or not at all when they
    /// could not even be read.
    case badParameters
    /// The body was shorter than promised: the client went away. The handler was not called.
    case incompleteBody
    /// The body was over the limit; it was answered 413. The handler was not called.
    case bodyTooLarge
    /// The web server went away before it had the whole answer.
    case answerUndelivered
    /// The handler's stream ended with an error, so the answer was cut off.
    case streamFailed(String)
}

extension TransportError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .acceptFailed(let code): "cannot accept connections, error \(code)"
        case .watchFailed(let code): "cannot watch a connection, error \(code)"
        case .threadFailed(let code): "cannot start a worker thread, error \(code)"
        case .brokenRequest: "a request broke off before its parameters were complete"
        case .badParameters: "the parameters of a request are unusable"
        case .incompleteBody: "a request's body ended early"
        case .bodyTooLarge: "a request's body is over the limit"
        case .answerUndelivered: "the web server went away before the answer was complete"
        case .streamFailed(let reason): "an answer was cut off: \(reason)"
        }
    }
}
