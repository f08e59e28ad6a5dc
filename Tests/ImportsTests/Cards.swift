import TestSupport
import Testing

@testable import Imports
@testable import Store

@Suite("vCards")
struct Cards {
    let company: Company

    init() throws { company = try Company(knowsIryna: false) }

    @Test("Cards of version 2.1 in quoted-printable, with folds and several phones")
    func old() throws {
        try company.take(
            .clients,
            [
                "BEGIN:VCARD", "VERSION:2.1",
                "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=A1=D0=BE=D0=BA=D0=BE=D0=BB=D0=BE=D0=B2=D0=B0;=D0=86=",
                "=D1=80=D0=B8=D0=BD=D0=B0;;;", "TEL;CELL:0500000011",
                "TEL;WORK;VOICE:+38 (044) 000-11-95", "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRg==",
                " AAQSkZJRgABAQAAAQABAAD", "", "END:VCARD", "BEGIN:VCARD", "VERSION:2.1",
                "N;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:=C1=EE=E3=E4=E0=ED",
                "TEL;CELL;PREF:0500000012", "END:VCARD",
            ])
        #expect(
            try company.people() == [
                "Ірина Соколова: +380500000011 +380440001195", "Богдан: +380500000012",
            ])
    }

    @Test("Cards of versions 3.0 and 4.0, with groups, escapes, addresses of phones")
    func new() throws {
        let job = try company.take(
            .clients,
            [
                "BEGIN:VCARD", "VERSION:3.0", "N:Соколова;Ірина;;;", "FN:Ірина Соко", " лова",
                "ORG:ТОВ «Приклад\\, Син»;Відділ", "item1.TEL;TYPE=CELL,VOICE:+380500000011",
                "item1.X-ABLabel:_$!<Mobile>!$_", "EMAIL:iryna@example.com", "END:VCARD",
                "BEGIN:VCARD", "VERSION:4.0", "FN:Богдан",
                "TEL;VALUE=uri;TYPE=\"voice,home\":tel:+380-50-000-00-12;ext=12",
                "TEL:0500000013,,45", "END:VCARD",
            ])
        #expect(
            try company.people() == [
                "Ірина Соколова (ТОВ «Приклад, Син»): +380500000011",
                "Богдан: +380500000012 +380500000013",
            ])
        #expect(job?.unused.map(\.heading) == ["X-ABLABEL", "EMAIL"])
    }

    @Test("A card that is cut off, within another or of an unknown encoding is not lost silently")
    func broken() throws {
        let job = try company.take(
            .clients,
            [
                "BEGIN:VCARD", "VERSION:2.1", "N:Гайова;Олена", "TEL:0500000014", "AGENT:",
                "BEGIN:VCARD", "N:Хтось", "TEL:0500000099", "END:VCARD", "END:VCARD", "BEGIN:VCARD",
                "N;CHARSET=KOI8-R;ENCODING=QUOTED-PRINTABLE:=E2=CF=C7", "TEL:0500000015",
                "END:VCARD", "BEGIN:VCARD", "FN:Тарас", "TEL:0500000016",
            ])
        #expect(try company.people() == ["Олена Гайова: +380500000014", "Тарас: +380500000016"])
        #expect(job?.tally.refused == 2)
    }
}
