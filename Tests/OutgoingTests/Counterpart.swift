import Foundation

/// A server of raw sockets on this machine, which says to every request what it is told to say.
final class Counterpart: Sendable {
    /// What it does with a connection, once it has the request.
    enum Conduct: Sendable {
        case answer(String)
        /// Says it, and then the same bytes again until the other side goes.
        case flood(String)
        /// Says it and leaves the connection open.
        case hang(String)
        /// Speaks as it likes and closes; saying something is false when the other side has gone.
        case talk(@Sendable (_ send: (String) -> Bool) -> Void)
    }

    struct Failure: Error {
        let call: String
        let code: Int32
    }

    let port: UInt16
    private let listener: Int32
    private let heard = Heap<String>()
    private let open = Heap<Int32>()

    init(_ conduct: @escaping @Sendable (String) -> Conduct) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, size) == 0 && listen(listener, 64) == 0
                    ? getsockname(listener, address, &size) : -1
            }
        }
        guard result == 0 else { throw Failure(call: "bind", code: errno) }
        port = UInt16(bigEndian: address.sin_port)
        let (heard, open) = (heard, open)
        Thread.detachNewThread {
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { break }
                Thread.detachNewThread {
                    let request = Counterpart.request(connection)
                    heard.add(request)
                    Counterpart.act(conduct(request), on: connection, open)
                }
            }
            close(listener)
        }
    }

    deinit {
        // Ends the waiting for connections, whose thread then closes the descriptor.
        shutdown(listener, Int32(SHUT_RDWR))
        for connection in open.all { close(connection) }
    }

    /// The requests so far, head and body.
    var requests: [String] { heard.all }

    private static func act(_ conduct: Conduct, on connection: Int32, _ open: Heap<Int32>) {
        switch conduct {
        case .answer(let text):
            _ = send(connection, text)
            close(connection)
        case .flood(let text):
            while send(connection, text) {}
            close(connection)
        case .hang(let text):
            _ = send(connection, text)
            open.add(connection)
        case .talk(let conversation):
            conversation { send(connection, $0) }
            close(connection)
        }
    }

    private static func send(_ connection: Int32, _ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return Glibc.send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// Reads a head and the body it announces, or whatever comes before the end.
    private static func request(_ connection: Int32) -> String {
        var text = ""
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(connection, &bytes, bytes.count, 0)
            // A TLS handshake begins with 0x16 and has no end that is known here.
            guard count > 0, bytes.first != 0x16 else { return text }
            text += String(decoding: bytes.prefix(count), as: UTF8.self)
            guard let end = text.firstRange(of: "\r\n\r\n") else { continue }
            let length = text[..<end.lowerBound].split(separator: "\r\n")
                .first { $0.lowercased().hasPrefix("content-length:") }
                .flatMap { Int($0.dropFirst("content-length:".count).filter(\.isNumber)) }
            if text[end.upperBound...].utf8.count >= length ?? 0 { return text }
        }
    }
}
