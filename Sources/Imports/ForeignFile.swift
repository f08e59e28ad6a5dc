import CallRules

/// A file that holds no rows this program reads, known by its first bytes.
package enum ForeignFile: Hashable, Sendable {
    case excel, openDocument, oldExcel, zip, gzip, pdf, html, json

    /// Nil: it may be a file of rows or of vCards.
    init?(_ head: [UInt8]) {
        let text = String(decoding: head.prefix(1024), as: UTF8.self)
        let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }.lowercased()
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            let names = String(decoding: head.prefix(1 << 13), as: UTF8.self)
            if names.contains("opendocument") {
                self = .openDocument
            } else if names.contains("xl/") || names.contains("[Content_Types].xml") {
                self = .excel
            } else {
                self = .zip
            }
        } else if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            self = .oldExcel
        } else if head.starts(with: [0x1F, 0x8B]) {
            self = .gzip
        } else if start.hasPrefix("%pdf") {
            self = .pdf
        } else if ["<!doctype html", "<html", "<table", "<?xml"].contains(where: start.hasPrefix) {
            self = .html
        } else if start.hasPrefix("{") || start.hasPrefix("[{") {
            self = .json
        } else {
            return nil
        }
    }

    /// What it is, and how to make of it what can be imported.
    package var advice: LocalizedText {
        switch self {
        case .excel, .oldExcel:
            LocalizedText(
                uk: """
                    це книга Excel, а не CSV. Відкрийте її в Excel, виберіть «Файл» → «Зберегти як» → «CSV UTF-8 \
                    (розділювач – кома)» і завантажте збережений файл. Кожен аркуш зберігається окремо
                    """,
                en: """
                    this is an Excel workbook, not CSV. Open it in Excel, choose File → Save As → “CSV UTF-8 \
                    (Comma delimited)” and take the file you have saved. Each sheet is saved by itself
                    """)
        case .openDocument:
            LocalizedText(
                uk: """
                    це таблиця LibreOffice, а не CSV. Відкрийте її, виберіть «Файл» → «Зберегти як» → «Текст CSV» \
                    (кодування UTF-8) і завантажте збережений файл
                    """,
                en: """
                    this is a LibreOffice sheet, not CSV. Open it, choose File → Save As → “Text CSV” \
                    (encoding UTF-8) and take the file you have saved
                    """)
        case .zip, .gzip:
            LocalizedText(
                uk: "це архів, а не CSV. Розпакуйте його та завантажте файл, який у ньому",
                en: "this is an archive, not CSV. Unpack it and take the file inside")
        case .pdf:
            LocalizedText(
                uk: "це PDF, а не CSV. Збережіть таблицю як CSV у програмі, де її створено",
                en: "this is a PDF, not CSV. Save the table as CSV in the program that made it")
        case .html:
            LocalizedText(
                uk: """
                    це веб-сторінка або XML, хоча назва може закінчуватися на .xls. Відкрийте файл в Excel і збережіть \
                    як «CSV UTF-8 (розділювач – кома)»
                    """,
                en: """
                    this is a web page or XML, though its name may end in .xls. Open it in Excel and save it as \
                    “CSV UTF-8 (Comma delimited)”
                    """)
        case .json:
            LocalizedText(
                uk: "це JSON, а не CSV. Такі дані приймає API",
                en: "this is JSON, not CSV. The API takes such data")
        }
    }
}
