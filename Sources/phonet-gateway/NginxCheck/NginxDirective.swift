/// One directive of nginx, with the directives of its block.
struct NginxDirective: Hashable, Sendable {
    let name: String
    /// Without quotes. The condition of an `if` has its brackets.
    let arguments: [String]
    /// Nil: it ends with a semicolon.
    var block: [NginxDirective]?
    /// File and line of its first word.
    let place: NginxPlace

    /// As it may stand in a file, without its block.
    var text: String {
        ([name] + arguments).joined(separator: " ") + (block == nil ? ";" : " { … }")
    }

    /// Those of the block with this name.
    func all(_ name: String) -> [NginxDirective] { (block ?? []).filter { $0.name == name } }
}

/// Where something stands.
struct NginxPlace: Hashable, Sendable, CustomStringConvertible {
    let file: String
    /// From 1.
    let line: Int

    var description: String { "\(file):\(line)" }
}

/// The files of nginx as `nginx -T` prints them, or one file alone.
struct NginxFiles: Sendable {
    /// Name and directives, the main file first.
    private let files: [(name: String, directives: [NginxDirective])]

    private static let heading = "# configuration file "

    /// Reads everything that can be read: unclosed blocks end with their file.
    /// - Parameter name: of a text that is one file alone.
    init(_ text: String, name: String) {
        var files: [(name: String, lines: [Substring])] = []
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if line.hasPrefix(NginxFiles.heading), line.hasSuffix(":") {
                files.append((String(line.dropFirst(NginxFiles.heading.count).dropLast()), []))
            } else if files.isEmpty {
                // What nginx says of its test stands before the first file.
                if line.hasPrefix("nginx: ") { continue }
                files.append((name, [line]))
            } else {
                files[files.count - 1].lines.append(line)
            }
        }
        if files.count > 1, files[0].lines.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) {
            files.removeFirst()
        }
        self.files = files.map { name, lines in
            var reader = NginxReader(lines.joined(separator: "\n"), of: name)
            return (name, reader.directives())
        }
    }

    /// The directives of the main file with included ones in their places.
    var expanded: [NginxDirective] {
        guard let main = files.first else { return [] }
        return expanded(main.directives, depth: 0)
    }

    private func expanded(_ directives: [NginxDirective], depth: Int) -> [NginxDirective] {
        directives.flatMap { directive -> [NginxDirective] in
            if directive.name == "include", let path = directive.arguments.first, depth < 16 {
                let included = files.filter { matches($0.name, path) }
                guard !included.isEmpty else { return [directive] }
                return included.flatMap { expanded($0.directives, depth: depth + 1) }
            }
            var directive = directive
            directive.block = directive.block.map { expanded($0, depth: depth) }
            return [directive]
        }
    }

    /// Whether an include means this file; a relative path begins at the directory of the main file.
    private func matches(_ file: String, _ path: String) -> Bool {
        let main = files.first?.name ?? ""
        let directory = main.lastIndex(of: "/").map { main[...$0] } ?? ""
        let pattern = path.hasPrefix("/") ? path : directory + path
        return file != main && NginxFiles.fits(Array(file), Array(pattern))
    }

    /// Like glob(3) with `*` and `?`, neither of which stands for a slash.
    private static func fits(_ name: [Character], _ pattern: [Character]) -> Bool {
        // Cells that are true: the first `count` characters of the name fit the pattern so far.
        var reached = [true] + Array(repeating: false, count: name.count)
        for sign in pattern {
            var next = Array(repeating: false, count: name.count + 1)
            if sign == "*" { next[0] = reached[0] }
            for (index, character) in name.enumerated() {
                next[index + 1] =
                    switch sign {
                    case "*": reached[index + 1] || (next[index] && character != "/")
                    case "?": reached[index] && character != "/"
                    default: reached[index] && character == sign
                    }
            }
            reached = next
        }
        return reached[name.count]
    }
}
