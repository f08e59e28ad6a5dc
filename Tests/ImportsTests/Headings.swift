import Store
import TestSupport
import Testing

@testable import Imports

@Suite("Headings of files")
struct Headings {
    @Test(
        "Columns are known by what people and programs call them",
        arguments: [
            ("ПІБ", ImportField.name), ("Ім'я", .name), ("ІМ’Я КЛІЄНТА", .name),
            ("full_name", .name),
            ("Телефон", .phones), ("phone 2", .phones), ("Номер телефону:", .phones),
            ("ID", .externalID), ("external_id", .externalID), ("Компанія", .company),
            ("Менеджер", .admins), ("Номер картки", .id), ("Card number", .id),
        ])
    func spellings(heading: String, field: ImportField) {
        #expect(ImportHeading.columns([heading], .clients) == [field])
    }

    @Test("A field is one column, phones may be several, the rest is left out")
    func repetitions() {
        #expect(
            ImportHeading.columns(
                ["Name", "ПІБ", "Телефон", "Телефон 2", "Улюблений колір"], .leads)
                == [.name, nil, .phones, .phones, nil])
    }

    @Test("The headings of our own files are all known, in both languages")
    func ownFiles() {
        for kind in ImportKind.allCases {
            #expect(
                ImportHeading.columns(kind.fields.map { ImportHeading.name($0).uk }, kind)
                    == kind.fields)
            #expect(
                ImportHeading.columns(kind.fields.map { ImportHeading.name($0).en }, kind)
                    == kind.fields)
        }
    }
}
