/// The part of a file that a `Range` field requests (RFC 9110 §14).
enum ByteRange: Equatable {
    case whole
    /// Within the file, not empty.
    case part(Range<Int>)
    /// Beyond the end of the file.
    case beyond

    /// Parses a field with one range of bytes. A field that is missing, has several ranges or is no range
    /// requests the whole file.
    static func asked(_ field: String?, of length: Int) -> ByteRange {
        guard let field, field.hasPrefix("bytes=") else { return .whole }
        let ends = field.dropFirst("bytes=".count).split(
            separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard ends.count == 2, let from = ends.first, let to = ends.last else { return .whole }
        if from.isEmpty {
            guard let last = number(to) else { return .whole }
            return last == 0 || length == 0 ? .beyond : .part(max(0, length - last)..<length)
        }
        guard let first = number(from) else { return .whole }
        let last = to.isEmpty ? Int.max - 1 : number(to)
        guard let last, first <= last else { return .whole }
        return first >= length ? .beyond : .part(first..<min(last + 1, length))
    }

    /// A text of digits as a number; nil for other characters and for more than `Int` can hold.
    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text).flatMap { $0 < Int.max ? $0 : nil }
    }
}
