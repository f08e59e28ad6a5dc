import CallRules
import GRDBSQLite

/// The places of a phone's digits in the database file and its WAL.
struct FileTraces {
    /// Bytes read at once: a multiple of every page size.
    private static let pieceBytes = 1 << 20

    private(set) var remaining = 0
    private(set) var alike = 0
    /// Pages of the file in which something was found, in order; the first is 1.
    private(set) var pages: [Int64] = []

    /// Searches both files completely.
    init(of search: NumberSearch, _ connection: Connection) throws {
        // The first read makes SQLite open the WAL.
        try connection.run("SELECT 1 FROM sqlite_schema LIMIT 1")
        let layout = try BTreePageLayout(connection)
        let file = try DatabaseFile(of: connection)
        for offset in try scan(file, search) {
            let page = offset / Int64(layout.pageBytes) + 1
            if pages.last != page { pages.append(page) }
        }
        _ = try scan(DatabaseFile.log(of: connection), search)
    }

    /// The pages of the file whose unused bytes are not all zero. They may hold what stood beside the
    /// phone in a row that is gone, such as a name, without the phone itself.
    static func unusedPages(_ connection: Connection) throws -> [Int64] {
        try connection.run("SELECT 1 FROM sqlite_schema LIMIT 1")
        let layout = try BTreePageLayout(connection)
        let file = try DatabaseFile(of: connection)
        let size = try file.size()
        var pages: [Int64] = []
        var offset: Int64 = 0
        while offset + Int64(layout.pageBytes) <= size {
            let length = min(Int64(pieceBytes), size - offset)
            let bytes = try file.read(Int(length), at: offset)
            for start in stride(from: 0, to: bytes.count, by: layout.pageBytes)
            where start + layout.pageBytes <= bytes.count {
                let page = (offset + Int64(start)) / Int64(layout.pageBytes) + 1
                var copy = Array(bytes[start..<start + layout.pageBytes])
                if FreePageBytes.clear(&copy, isFirst: page == 1, reserved: layout.reserved) {
                    pages.append(page)
                }
            }
            offset += length
        }
        return pages
    }

    /// - Returns: the offsets of the matches in the file.
    private mutating func scan(_ file: DatabaseFile, _ search: NumberSearch) throws -> [Int64] {
        var found: [Int64] = []
        let size = try file.size()
        // A match may span two pieces.
        let overlap = Int64(NumberSearch.longestSpelling)
        var offset: Int64 = 0
        while offset < size {
            let start = max(0, offset - overlap)
            let end = min(size, offset + Int64(FileTraces.pieceBytes))
            let bytes = try file.read(Int(end - start), at: start)
            for place in bytes.withUnsafeBytes({ search.places(in: $0) })
            where start + Int64(place.range.upperBound) > offset {
                if place.isTrace { remaining += 1 } else { alike += 1 }
                found.append(start + Int64(place.range.lowerBound))
            }
            offset = end
        }
        return found
    }
}

/// The layout of a page (sqlite.org/fileformat2.html §1.3).
struct BTreePageLayout {
    let pageBytes: Int
    let reserved: Int

    init(_ connection: Connection) throws {
        let header = try DatabaseFile(of: connection).read(100, at: 0)
        let stored = Int(header[16]) << 8 | Int(header[17])
        pageBytes = stored == 1 ? 65_536 : stored
        reserved = Int(header[20])
        guard pageBytes >= 512 else {
            throw StoreError.unavailable(what: "the header of the database file is damaged")
        }
    }
}
