/// A file field with label, help and validation message. Its form must be `multipart/form-data`.
struct FileField {
    let name: String
    let label: String
    var help: String?
    var problem: String?
    /// The `accept` attribute, as in HTML §4.10.5.1.17.
    let accept: String

    var html: HTML {
        let frame = FieldLayout(name: name, label: label, help: help, problem: problem)
        return frame.html(
            around: """
                <input id="field-\(name)" name="\(name)" type="file" accept="\(accept)"\
                \(.describedBy, frame.describedBy)\(.invalid, problem == nil ? nil : "true")\
                \(.required, if: true)>
                """)
    }
}
