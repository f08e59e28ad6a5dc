/// Writes a ZIP archive piece by piece, without compression (PKWARE APPNOTE 6.3.10). The length and the check
/// of each file follow its content, so that files may be of any length up to 4 GB.
struct ZipArchive {
    private var bytes: [UInt8] = []
    /// How many bytes were written before `bytes`.
    private var taken = 0
    private var entries: [Entry] = []

    private struct Entry {
        let name: [UInt8]
        let offset: Int
        var check: UInt32 = ~0
        var length = 0
    }

    /// Begins the next file.
    mutating func begin(_ name: String) {
        let entry = Entry(name: Array(name.utf8), offset: taken + bytes.count)
        bytes += ZipArchive.four(0x0403_4b50)
        bytes += ZipArchive.common
        bytes += ZipArchive.four(0) + ZipArchive.four(0) + ZipArchive.four(0)
        bytes += ZipArchive.two(entry.name.count) + ZipArchive.two(0)
        bytes += entry.name
        entries.append(entry)
    }

    /// Adds content to the file that was begun last.
    mutating func add(_ content: some Sequence<UInt8>) {
        guard var entry = entries.popLast() else { return }
        let start = bytes.count
        bytes.append(contentsOf: content)
        for byte in bytes[start...] {
            let place = Int((entry.check ^ UInt32(byte)) & 0xff)
            entry.check = ZipArchive.checks[place] ^ (entry.check >> 8)
        }
        entry.length += bytes.count - start
        entries.append(entry)
    }

    /// Ends the file that was begun last.
    mutating func endFile() {
        guard let entry = entries.last else { return }
        bytes += ZipArchive.four(0x0807_4b50) + ZipArchive.four(Int(~entry.check))
        bytes += ZipArchive.four(entry.length) + ZipArchive.four(entry.length)
    }

    /// Ends the archive.
    mutating func end() {
        let start = taken + bytes.count
        for entry in entries {
            bytes += ZipArchive.four(0x0201_4b50) + ZipArchive.two(20) + ZipArchive.common
            bytes += ZipArchive.four(Int(~entry.check))
            bytes += ZipArchive.four(entry.length) + ZipArchive.four(entry.length)
            bytes += ZipArchive.two(entry.name.count)
            bytes += [UInt8](repeating: 0, count: 12)
            bytes += ZipArchive.four(entry.offset)
            bytes += entry.name
        }
        let length = taken + bytes.count - start
        bytes += ZipArchive.four(0x0605_4b50) + ZipArchive.four(0)
        bytes += ZipArchive.two(entries.count) + ZipArchive.two(entries.count)
        bytes += ZipArchive.four(length) + ZipArchive.four(start) + ZipArchive.two(0)
    }

    /// Returns what was written since the last piece.
    mutating func take() -> [UInt8] {
        defer {
            taken += bytes.count
            bytes = []
        }
        return bytes
    }

    /// Version 2.0, lengths after the content, names in UTF-8, not compressed, 1980-01-01 00:00.
    private static let common: [UInt8] = two(20) + two(0x0808) + two(0) + two(0) + two(0x0021)

    private static func two(_ number: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
    }

    private static func four(_ number: Int) -> [UInt8] { two(number) + two(number >> 16) }

    /// CRC-32 (ISO 3309) of each byte.
    private static let checks: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { check, _ in
            check & 1 == 0 ? check >> 1 : 0xedb8_8320 ^ (check >> 1)
        }
    }
}
