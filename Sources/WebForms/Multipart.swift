import Foundation

/// A `multipart/form-data` body (RFC 7578).
package enum Multipart {
    /// The boundary between the parts: the header's, if the body begins with it, else the one in the
    /// body's first line.
    ///
    /// - Returns: nil if the body does not begin with a boundary of 1…70 characters.
    package static func boundary(header: String?, body: ArraySlice<UInt8>) -> [UInt8]? {
        guard body.starts(with: "--".utf8) else { return nil }
        let line = body.prefix { $0 != 0x0A && $0 != 0x0D }
        // RFC 2046 §5.1.1: at most 70 characters.
        let written = line.dropFirst(2)
        if let told = header.flatMap(told(by:)), !told.isEmpty, written.starts(with: told) {
            return told
        }
        return (1...70).contains(written.count) ? Array(written) : nil
    }

    /// The `boundary` parameter of a content type.
    private static func told(by header: String) -> [UInt8]? {
        for parameter in header.split(separator: ";").dropFirst() {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            guard parts.count == 2,
                parts[0].trimmingCharacters(in: .whitespaces).lowercased() == "boundary"
            else { continue }
            let quotes = CharacterSet(charactersIn: "\" \t")
            return Array(parts[1].trimmingCharacters(in: quotes).utf8)
        }
        return nil
    }

    /// One part of a form: a field or a file.
    package struct Part {
        /// Empty when it has none.
        package let name: String
        /// The name of a file as the sender knows it; nil: the part is a field.
        package let fileName: String?
        /// A part of the body; not copied.
        package let content: ArraySlice<UInt8>
    }

    /// The parts of a form with files, as a browser sends it; their content is not copied.
    ///
    /// - Parameter contentType: the header, which names the boundary.
    /// - Returns: nil when the body is not such a form, or ends before its last boundary.
    package static func parts(_ body: [UInt8], contentType: String) -> [Part]? {
        boundary(header: contentType, body: body[...])
            .flatMap { parts(body[...], boundary: $0) }
    }

    /// The parts between boundaries. A part without an empty line after its headers is left out.
    ///
    /// - Returns: nil when the body breaks off before the last boundary.
    package static func parts(_ body: ArraySlice<UInt8>, boundary: [UInt8]) -> [Part]? {
        let delimiter = Array("--".utf8) + boundary
        var parts: [Part] = []
        var rest = body.dropFirst(delimiter.count)
        while !rest.starts(with: "--".utf8) {
            rest = afterLine(rest)
            guard let end = start(of: delimiter, in: rest) else { return nil }
            if let part = part(rest[..<end]) { parts.append(part) }
            rest = rest[end...].dropFirst(delimiter.count)
        }
        return parts
    }

    /// Nil when the part has no empty line between its headers and its content.
    private static func part(_ part: ArraySlice<UInt8>) -> Part? {
        var name = ""
        var fileName: String?
        var rest = part
        while let line = line(rest) {
            rest = afterLine(rest)
            guard !line.isEmpty else {
                return Part(name: name, fileName: fileName, content: withoutLineEnd(rest))
            }
            let header = String(decoding: line, as: UTF8.self)
            name = parameter("name=", of: header) ?? name
            fileName = parameter("filename=", of: header) ?? fileName
        }
        return nil
    }

    /// `leg[ext]` of `Content-Disposition: form-data; name="leg[ext]"`.
    private static func parameter(_ name: String, of header: String) -> String? {
        guard header.lowercased().hasPrefix("content-disposition:") else { return nil }
        for parameter in header.split(separator: ";").dropFirst() {
            let trimmed = parameter.trimmingCharacters(in: .whitespaces)
            guard trimmed.lowercased().hasPrefix(name) else { continue }
            return trimmed.dropFirst(name.count)
                .trimmingCharacters(in: CharacterSet(charactersIn: "\""))
        }
        return nil
    }

    private static func line(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let end = bytes.firstIndex(of: 0x0A) else { return nil }
        let line = bytes[..<end]
        return line.last == 0x0D ? line.dropLast() : line
    }

    private static func afterLine(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let end = bytes.firstIndex(of: 0x0A) else { return bytes[bytes.endIndex...] }
        return bytes[(end + 1)...]
    }

    private static func withoutLineEnd(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard bytes.last == 0x0A else { return bytes }
        let cut = bytes.dropLast()
        return cut.last == 0x0D ? cut.dropLast() : cut
    }

    /// Where the next line begins that starts with the delimiter.
    private static func start(
        of delimiter: [UInt8], in bytes: ArraySlice<UInt8>
    ) -> Int? {
        var rest = bytes
        while !rest.isEmpty {
            if rest.starts(with: delimiter) { return rest.startIndex }
            rest = afterLine(rest)
        }
        return nil
    }
}
