import Glibc

/// The tests' side of a FastCGI connection: speaks raw records, as nginx would.
final class WebServer {
    /// What an answer said before the connection went on or ended.
    struct Answer {
        var text = ""
        /// The record that ends a request came; without it the answer is cut off.
        var isComplete = false

        var status: Int {
            guard text.hasPrefix("Status: ") else { return text.isEmpty ? 0 : 200 }
            return Int(text.dropFirst(8).prefix(3)) ?? 0
        }

        var body: String {
            guard let end = text.firstRange(of: "\r\n\r\n") else { return "" }
            return String(text[end.upperBound...])
        }
    }

    struct Failure: Error {
        let call: String
        let code: Int32
    }

    private var connection: Int32

    /// Connects, and gives up on an answer after 10 s.
    init(path: String) throws {
        connection = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(connection, $0, size)
            }
        }
        guard result == 0 else { throw Failure(call: "connect", code: errno) }
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        let limitSize = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, limitSize)
    }

    deinit {
        close()
    }

    func close() {
        if connection >= 0 { Glibc.close(connection) }
        connection = -1
    }

    /// One request and its answer.
    func ask(
        _ parameters: [(String, String)], body: String = "", keep: Bool = true
    ) throws -> Answer {
        try send(begin(keep: keep) + self.parameters(parameters) + stdin(body))
        return try answer()
    }

    func ask(_ path: String, keep: Bool = true) throws -> Answer {
        try ask([("REQUEST_METHOD", "GET"), ("SCRIPT_NAME", path)], keep: keep)
    }

    func post(_ path: String, _ body: String, length: String? = nil) throws -> Answer {
        try ask(Self.posting(path, length: length ?? String(body.utf8.count)), body: body)
    }

    static func posting(_ path: String, length: String) -> [(String, String)] {
        [("REQUEST_METHOD", "POST"), ("SCRIPT_NAME", path), ("CONTENT_LENGTH", length)]
    }

    /// Reads records up to the end of the request or of the connection.
    func answer() throws -> Answer {
        var answer = Answer()
        var output: [UInt8] = []
        while let header = try read(8) {
            let length = Int(header[4]) << 8 | Int(header[5])
            guard let content = try read(length), try read(Int(header[6])) != nil else { break }
            if header[1] == 6 { output += content }
            if header[1] == 3 {
                answer.isComplete = true
                break
            }
        }
        answer.text = String(decoding: output, as: UTF8.self)
        return answer
    }

    struct Record: Equatable {
        let type: UInt8
        let id: UInt8
        let content: [UInt8]

        init(type: UInt8, id: UInt8, _ content: [UInt8]) {
            self.type = type
            self.id = id
            self.content = content
        }
    }

    /// Nil at the end of the connection.
    func nextRecord() throws -> Record? {
        guard let header = try read(8),
            let content = try read(Int(header[4]) << 8 | Int(header[5])),
            try read(Int(header[6])) != nil
        else { return nil }
        return Record(type: header[1], id: header[3], content)
    }

    /// The other side closed, and nothing is left to read.
    func isClosed() throws -> Bool {
        try read(1) == nil
    }

    func send(_ bytes: [UInt8]) throws {
        let count = Glibc.send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        guard count == bytes.count else { throw Failure(call: "send", code: errno) }
    }

    /// Nil at the end of the connection.
    private func read(_ count: Int) throws -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            var part = [UInt8](repeating: 0, count: count - bytes.count)
            let got = recv(connection, &part, part.count, 0)
            if got == 0 || (got < 0 && errno == ECONNRESET) { return nil }
            guard got > 0 else { throw Failure(call: "recv", code: errno) }
            bytes += part.prefix(got)
        }
        return bytes
    }
}

// MARK: - Records (FastCGI 1.0 §3.3, §8)

extension WebServer {
    func begin(keep: Bool = true, id: UInt8 = 1, padding: Int = 0) -> [UInt8] {
        record(1, [0, 1, keep ? 1 : 0, 0, 0, 0, 0, 0], id: id, padding: padding)
    }

    func parameters(_ list: [(String, String)]) -> [UInt8] {
        stream(4, pairs(list))
    }

    func pairs(_ list: [(String, String)]) -> [UInt8] {
        var content: [UInt8] = []
        for (name, value) in list {
            content += length(name.utf8.count) + length(value.utf8.count)
            content += Array(name.utf8) + Array(value.utf8)
        }
        return content
    }

    func stdin(_ body: String) -> [UInt8] {
        stream(5, Array(body.utf8))
    }

    func record(
        _ type: UInt8, _ content: [UInt8], id: UInt8 = 1, padding: Int = 0
    ) -> [UInt8] {
        [
            1, type, 0, id, UInt8(content.count >> 8), UInt8(content.count & 255),
            UInt8(padding), 0,
        ] + content + [UInt8](repeating: 0xAA, count: padding)
    }

    private func stream(_ type: UInt8, _ content: [UInt8]) -> [UInt8] {
        var records: [UInt8] = []
        var rest = content[...]
        while !rest.isEmpty {
            records += record(type, Array(rest.prefix(32_000)))
            rest = rest.dropFirst(32_000)
        }
        return records + record(type, [])
    }

    private func length(_ count: Int) -> [UInt8] {
        if count < 128 { return [UInt8(count)] }
        return [
            UInt8(count >> 24) | 128, UInt8(count >> 16 & 255), UInt8(count >> 8 & 255),
            UInt8(count & 255),
        ]
    }
}
