/// The unused bytes of a page of a SQLite file: between the cell pointers and the cells, and in free
/// blocks. SQLite overwrites what it deletes, but leaves the old bytes of cells that it moves to another
/// page (sqlite.org/fileformat2.html §1.6).
enum FreePageBytes {
    /// Overwrites the unused bytes with zeros.
    ///
    /// - Parameters:
    ///   - page: the bytes of the page in the file.
    ///   - isFirst: whether it is the first page, which starts with the header of the file.
    ///   - reserved: bytes at the end of every page that SQLite does not use.
    /// - Returns: whether some unused byte was not zero; false for a page that is no b-tree page.
    static func clear(_ page: inout [UInt8], isFirst: Bool, reserved: Int) -> Bool {
        let start = isFirst ? 100 : 0
        let usable = page.count - reserved
        guard usable > start + 12, let head = headLength(of: page[start]) else { return false }
        let cells = number(in: page, at: start + 3)
        let stored = number(in: page, at: start + 5)
        let content = stored == 0 ? 65_536 : stored
        let gap = start + head + 2 * cells
        guard gap <= content, content <= usable else { return false }
        var isChanged = zero(&page, gap..<content)
        var block = number(in: page, at: start + 1)
        while block != 0 {
            guard block >= content, block + 4 <= usable else { return isChanged }
            let (next, size) = (number(in: page, at: block), number(in: page, at: block + 2))
            guard size >= 4, block + size <= usable, next == 0 || next > block else {
                return isChanged
            }
            if zero(&page, block + 4..<block + size) { isChanged = true }
            block = next
        }
        return isChanged
    }

    /// Length of the b-tree page header, by the kind of page.
    private static func headLength(of kind: UInt8) -> Int? {
        switch kind {
        case 2, 5: 12
        case 10, 13: 8
        default: nil
        }
    }

    private static func number(in page: [UInt8], at index: Int) -> Int {
        Int(page[index]) << 8 | Int(page[index + 1])
    }

    private static func zero(_ page: inout [UInt8], _ range: Range<Int>) -> Bool {
        guard page[range].contains(where: { $0 != 0 }) else { return false }
        page.replaceSubrange(range, with: repeatElement(0, count: range.count))
        return true
    }
}
