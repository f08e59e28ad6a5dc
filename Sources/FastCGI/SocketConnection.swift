internal import CLinux
internal import Glibc

/// A connected socket. Its `SO_RCVTIMEO` and `SO_SNDTIMEO` say how long each call waits.
struct SocketConnection: Connection {
    let descriptor: Int32

    func read(into place: UnsafeMutableRawBufferPointer) -> Int {
        while true {
            let count = recv(descriptor, place.baseAddress, place.count, 0)
            if count < 0, errno == EINTR { continue }
            // Whoever closes without reading an answer resets the connection.
            return count < 0 && errno == ECONNRESET ? 0 : count
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let count = send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
            if count < 0 {
                guard errno == EINTR else { return false }
                continue
            }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
        }
        return true
    }
}
