/// An error below the handler, for the log. Contains no data of a request.
package enum TransportError: Error, Sendable, Equatable {
    /// accept4(2) failed with `errno`, usually because there are no descriptors left.
    case acceptFailed(Int32)
    /// epoll_ctl(2) failed with `errno`; the connection was closed.
    case watchFailed(Int32)
    /// `pthread_create` failed with this error; the server has one worker less.
    case threadFailed(Int32)
    /// A request began and then stalled or broke the protocol. Its connection was closed.
    case brokenRequest
    /// The parameters make no HTTP request. It was answered 400, or the connection was closed when
    /// the parameters are too long or end within a name or value.
    case badParameters
    /// The body was shorter than announced, because the client disconnected. The handler was not called.
    case incompleteBody
    /// The body was over the limit; it was answered 413. The handler was not called.
    case bodyTooLarge
    /// The web server closed the connection before it had the whole response.
    case answerUndelivered
    /// The handler's stream threw this error, so the response was cut off.
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
