import CSVText

/// A file, read in pieces of some length.
func rows(of bytes: [UInt8], pieces length: Int = 1 << 16) -> (form: CSVForm, rows: [CSVRow]) {
    let pieces = stride(from: 0, to: bytes.count, by: length).map {
        Array(bytes[$0..<min($0 + length, bytes.count)])
    }
    var search = CSVForm.Search()
    for piece in pieces { search.take(piece) }
    var reader = CSVReader(search.form)
    var rows: [CSVRow] = []
    for piece in pieces { rows += reader.take(piece) }
    return (search.form, rows + reader.end())
}

func rows(of text: String) -> [CSVRow] { rows(of: Array(text.utf8)).rows }

extension CSVRow {
    /// Nil for a row in trouble.
    var cells: [String]? { if case .cells(let cells) = content { cells } else { nil } }

    var failure: CSVError? { if case .failure(let failure) = content { failure } else { nil } }
}
