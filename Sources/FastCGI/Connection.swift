/// Where records come from and answers go.
protocol Connection {
    /// Whether `read` waits until something comes.
    var waits: Bool { get }

    /// Reads at least one byte. Returns 0 at the end of the connection and when it is broken, and a negative
    /// number when nothing has come, or nothing in time where it waits.
    func read(into place: UnsafeMutableRawBufferPointer) -> Int

    /// Writes all bytes; false when the other side does not take them in time or has gone.
    func write(_ bytes: UnsafeRawBufferPointer) -> Bool
}

extension Connection {
    func write(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { write($0) }
    }
}
