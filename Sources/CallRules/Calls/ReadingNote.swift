/// What had to be mended in a body before it could be read. The message takes effect.
package enum ReadingNote: String, CaseIterable, Comparable, Sendable {
    /// A text that is not UTF-8 was read as windows-1251.
    case readAsWindows1251 = "read_as_windows_1251"
    /// Bytes of a text could not be read and are U+FFFD.
    case replacedBytes = "replaced_bytes"

    package static func < (left: ReadingNote, right: ReadingNote) -> Bool {
        left.rawValue < right.rawValue
    }
}
