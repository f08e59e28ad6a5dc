/// Reads a file of rows, piece by piece; holds one piece and one row in memory.
///
/// Never traps, whatever the bytes are. A quoted cell may hold separators, quotes written twice and
/// line breaks (RFC 4180). Lines end in LF, CRLF or CR; empty lines are no rows. After a row that
/// cannot be read, reading continues with the next line. Apostrophes of `FormulaGuard` are removed,
/// so that a file of `CSVWriter` is read exactly as it was written.
package struct CSVReader: Sendable {
    /// A longer row, in bytes of UTF-8, is an error: usually a quote was never closed.
    package static let maxRowBytes = 1 << 16

    private let separator: UInt8
    private var decoder: TextDecoder
    /// Decoded text; the bytes from `start` on are not read yet.
    private var text: [UInt8] = []
    private var start = 0
    /// The line number of the byte at `start`.
    private var line = 1
    /// Whether the rest of an unreadable line is being skipped.
    private var isSkipping: Bool
    /// Quotes within cells that are not quoted. A writer of CSV quotes such a cell; so there are many when a
    /// quoted cell was cut in two by a wrong separator.
    private(set) var looseQuotes = 0

    /// - Parameter form: as `CSVForm.Search` found it; unreadable bytes cost their line.
    package init(_ form: CSVForm) {
        separator = UInt8(truncatingIfNeeded: form.separator.value)
        decoder = TextDecoder(form.encoding)
        isSkipping = form.hasHint
    }

    /// Reads the next piece of the file, of any length.
    ///
    /// - Returns: the rows that are complete now.
    package mutating func take(_ piece: [UInt8]) -> [CSVRow] {
        rows(decoder.utf8(piece), isEnd: false)
    }

    /// Ends the file.
    ///
    /// - Returns: the remaining rows.
    package mutating func end() -> [CSVRow] {
        rows(decoder.end(), isEnd: true)
    }

    private mutating func rows(_ more: [UInt8], isEnd: Bool) -> [CSVRow] {
        text.removeFirst(start)
        start = 0
        text += more
        var rows: [CSVRow] = []
        while start < text.count {
            if isSkipping {
                guard skipLine(isEnd: isEnd) else { break }
                continue
            }
            switch scan(isEnd: isEnd) {
            case .unfinished: return rows
            case .row(let cells, let next):
                // An empty line.
                let isNothing = cells.count == 1 && next - start <= lineEndLength(at: start)
                if !isNothing {
                    rows.append(CSVRow(line: line, content: .cells(cells.map(cellText))))
                }
                advance(to: next)
            case .failure(let failure):
                rows.append(CSVRow(line: line, content: .failure(failure)))
                isSkipping = true
            }
        }
        return rows
    }

    private func cellText(_ cell: [UInt8]) -> String {
        FormulaGuard.unguarded(String(decoding: cell, as: UTF8.self))
    }
}

// MARK: - One row

extension CSVReader {
    private enum Scan {
        /// The row is not complete yet.
        case unfinished
        /// The cells, and the start of the next row.
        case row([[UInt8]], next: Int)
        case failure(CSVError)
    }

    private enum Place {
        case cellStart, plain, quoted, afterQuote
    }

    private mutating func scan(isEnd: Bool) -> Scan {
        var cells: [[UInt8]] = []
        var cell: [UInt8] = []
        var place = Place.cellStart
        var index = start
        while index < text.count {
            guard index - start < CSVReader.maxRowBytes else {
                return .failure(place == .quoted ? .openQuote : .tooLong)
            }
            let byte = text[index]
            index += 1
            if place == .quoted {
                if byte == UInt8(ascii: "\"") { place = .afterQuote } else { cell.append(byte) }
                continue
            }
            switch byte {
            case separator:
                cells.append(cell)
                cell = []
                place = .cellStart
            case 0x0A, 0x0D:
                // The next byte decides whether the CR is half of a CRLF.
                if byte == 0x0D, index == text.count, !isEnd { return .unfinished }
                if byte == 0x0D, index < text.count, text[index] == 0x0A { index += 1 }
                return .row(cells + [cell], next: index)
            case UInt8(ascii: "\"") where place == .cellStart: place = .quoted
            case UInt8(ascii: "\"") where place == .afterQuote:
                cell.append(byte)
                place = .quoted
            case UInt8(ascii: " ") where place == .afterQuote: break
            default:
                if place == .afterQuote { return .failure(.textAfterQuote) }
                if byte == UInt8(ascii: "\"") { looseQuotes += 1 }
                cell.append(byte)
                place = .plain
            }
        }
        guard isEnd else { return .unfinished }
        return place == .quoted ? .failure(.openQuote) : .row(cells + [cell], next: index)
    }

    /// The length of the line end here; 0: no line ends here.
    private func lineEndLength(at index: Int) -> Int {
        guard index < text.count else { return 0 }
        switch text[index] {
        case 0x0A: return 1
        case 0x0D: return index + 1 < text.count && text[index + 1] == 0x0A ? 2 : 1
        default: return 0
        }
    }

    /// Skips the rest of the line.
    ///
    /// - Returns: false if its end has not arrived yet.
    private mutating func skipLine(isEnd: Bool) -> Bool {
        var index = start
        while index < text.count, text[index] != 0x0A, text[index] != 0x0D { index += 1 }
        let isCut = index == text.count || (text[index] == 0x0D && index + 1 == text.count)
        guard !isCut || isEnd else {
            start = index
            return false
        }
        isSkipping = false
        advance(to: index + lineEndLength(at: index))
        return true
    }

    /// Moves to the next row and counts the lines between.
    private mutating func advance(to next: Int) {
        var index = start
        while index < next {
            let length = lineEndLength(at: index)
            if length > 0 { line += 1 }
            index += max(length, 1)
        }
        start = next
    }
}
