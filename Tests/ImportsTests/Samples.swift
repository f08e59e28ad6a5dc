import CallRules
import TestSupport
import Testing

@testable import Imports
@testable import Store

/// Files as programs write them, with people of our own.
@Suite("Files of other programs")
struct Samples {
    let company: Company

    init() throws { company = try Company(knowsIryna: false) }

    @Test("Google Contacts: values of phones are phones, three colons part several")
    func google() throws {
        let job = try company.take(
            .clients,
            [
                "Name,Given Name,Additional Name,Family Name,Yomi Name,Notes,Phone 1 - Type,"
                    + "Phone 1 - Value,Phone 2 - Type,Phone 2 - Value,Organization 1 - Name",
                "Ірина Соколова,Ірина,,Соколова,,постійна,Mobile,+380 50 000 00 11 ::: 0500000012,Work,"
                    + "044 000 11 95,ТОВ Приклад", ",Богдан,Ігорович,Ткач,,,Mobile,0500000013,,,",
            ])
        #expect(
            try company.people() == [
                "Ірина Соколова (ТОВ Приклад): +380500000011 +380500000012 +380440001195",
                "Богдан Ігорович Ткач: +380500000013",
            ])
        #expect(
            job?.unused.map(\.heading) == ["Notes", "Phone 1 - Type", "Phone 2 - Type"])
        #expect(job?.unused.allSatisfy { $0.numbers == 0 } == true)
    }

    @Test("Google Contacts of today: name from its parts")
    func googleToday() throws {
        try company.take(
            .clients,
            [
                "First Name,Middle Name,Last Name,Phonetic First Name,Nickname,Organization Name,"
                    + "Birthday,Labels,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value",
                "Марта,,Лис,,,,,* myContacts,marta@example.com,Mobile,+380500000014",
            ])
        #expect(try company.people() == ["Марта Лис: +380500000014"])
    }

    @Test(
        "Outlook: many phones, in English, Russian and Ukrainian",
        arguments: [
            "First Name,Middle Name,Last Name,Company,Business Fax,Business Phone,Home Phone 2,Mobile Phone,"
                + "Primary Phone,E-mail Address",
            "Имя,Отчество,Фамилия,Организация,Рабочий факс,Рабочий телефон,Домашний телефон 2,"
                + "Мобильный телефон,Основной телефон,Адрес эл. почты",
            "Ім'я,По батькові,Прізвище,Організація,Робочий факс,Робочий телефон,Домашній телефон 2,"
                + "Мобільний телефон,Основний телефон,Адреса ел. пошти",
        ])
    func outlook(heading: String) throws {
        let job = try company.take(
            .clients,
            [
                heading,
                "\"Олена\",\"Петрівна\",\"Дуб\",\"\",\"044 000 00 21\",\"044 000 00 22\",\"\",\"0500000023\",\"\",\"o@example.com\"",
            ])
        #expect(
            try company.people() == [
                "Олена Петрівна Дуб: +380440000021 +380440000022 +380500000023"
            ])
        #expect(job?.unused.count == 1)
    }

    @Test("1C: a title above the headings, Russian headings, a tax number that is no phone")
    func accounting() throws {
        let job = try company.take(
            .clients,
            [
                "Список контрагентов;;;;", "", "Код;Наименование;ИНН;Телефон;Контактное лицо",
                "000000017;ТОВ «Приклад»;3012345678;(044) 000-11-95, 0500000031;Ірина",
            ])
        #expect(try company.people() == ["ТОВ «Приклад»: +380440001195 +380500000031"])
        #expect(job?.rowsAbove == 1)
        #expect(job?.unused.map(\.heading) == ["ИНН", "Контактное лицо"])
        #expect(job?.unused.allSatisfy { $0.numbers == 0 } == true)
    }

    @Test("amoCRM: apostrophes before numbers, several phones, the whole name before its parts")
    func amo() throws {
        try company.take(
            .clients,
            [
                "\"ID\",\"Полное имя контакта\",\"Имя\",\"Фамилия\",\"Название компании\",\"Теги\","
                    + "\"Рабочий телефон\",\"Мобильный телефон\",\"Рабочий email\"",
                "\"401\",\"Ірина Соколова\",\"Ірина\",\"Соколова\",\"\",\"\",\"'+380500000011\",\"'0500000012\",\"\"",
            ])
        #expect(try company.people() == ["Ірина Соколова: +380500000011 +380500000012"])
    }

    @Test("A name of parts stands in the order of the file")
    func parts() throws {
        try company.take(
            .clients,
            ["Прізвище;Ім'я;По батькові;Телефон", "Зразкова;Ірина;Іванівна;0500001178"])
        #expect(try company.people() == ["Зразкова Ірина Іванівна: +380500001178"])
    }

    @Test("Headings that tell of a phone in any way are phones")
    func phones() throws {
        let job = try company.take(
            .clients,
            [
                "ПІБ;Телефон 1;Телефон (роб.);Моб. тел.;Тел./факс;Контактний телефон;Тип телефону",
                "Ірина;0500000001;0500000002;0500000003;0500000004;0500000005;мобільний",
            ])
        #expect(
            try company.people()
                == ["Ірина: " + (1...5).map { "+38050000000\($0)" }.joined(separator: " ")])
        #expect(job?.unused.map(\.heading) == ["Тип телефону"])
    }

    @Test("The separator is the one under which rows agree, and can be another one")
    func separator() throws {
        let lines = [
            "Прізвище, ім'я, по батькові;Телефон", "Зразкова, Ірина, Іванівна;0500001178",
            "Ткач, Богдан, Ігорович;0500001179",
        ]
        try company.take(.clients, lines)
        #expect(
            try company.people() == [
                "Зразкова, Ірина, Іванівна: +380500001178",
                "Ткач, Богдан, Ігорович: +380500001179",
            ])
        let id = try company.bring(.clients, lines, separator: ",")
        #expect(try company.store.importJob(id)?.columns.count == 3)
    }

    @Test("Excel’s own hint of the separator is no row")
    func hint() throws {
        let job = try company.take(.clients, ["sep=,", "name,phone", "Ірина,0500000011"])
        #expect(try company.people() == ["Ірина: +380500000011"])
        #expect(job?.rows == 1)
    }

    @Test("People of a file without headings are all there")
    func noHeadings() throws {
        let job = try company.take(.clients, ["Ірина;0500000011", "Богдан;0500000012"])
        #expect(job?.tally.added == 2)
        #expect(try company.people() == ["Ірина: +380500000011", "Богдан: +380500000012"])
    }

    @Test("Lines that people break within a cell are one line")
    func brokenLines() throws {
        try company.take(
            .clients,
            [
                "name;company;phone",
                "\"Ірина\nСоколова\";\"ТОВ\r\n«Приклад»\";\"0500000011\n0500000012\"",
            ])
        #expect(
            try company.people() == [
                "Ірина Соколова (ТОВ «Приклад»): +380500000011 +380500000012"
            ])
    }

    @Test("A column with numbers that nobody recognised is counted")
    func unusedNumbers() throws {
        let job = try company.take(
            .clients, ["name;phone;Додатково", "Ірина;0500000011;0500000012", "Богдан;;так"])
        let unused = try #require(job?.unused.first)
        #expect(unused == ImportColumn(number: 3, heading: "Додатково", filled: 2, numbers: 1))
    }

    @Test(
        "What is no file of rows is said by name",
        arguments: [
            ([0x50, 0x4B, 0x03, 0x04] + Array("…[Content_Types].xml".utf8), ForeignFile.excel),
            ([0xD0, 0xCF, 0x11, 0xE0], .oldExcel), ([0x1F, 0x8B, 0x08], .gzip),
            (Array("%PDF-1.7".utf8), .pdf), (Array("<html><table>".utf8), .html),
            (Array("{\"name\":1}".utf8), .json),
        ])
    func foreign(head: [UInt8], file: ForeignFile) throws {
        #expect(try ImportSource(bytes: head[...]).foreign() == file)
        #expect(try ImportSource(bytes: Array("name;phone\n".utf8)[...]).foreign() == nil)
    }
}

/// People who share a number.
@Suite("Numbers that several people have")
struct SharedNumberStories {
    let company: Company
    private let file = [
        "Ім'я;Телефон", "Анна;044 000 11 95 доб. 12", "Борис;044 000 11 95 доб. 13",
        "Віра;0440001195",
    ]

    init() throws { company = try Company(knowsIryna: false) }

    @Test("Rows of one number and different names are different people, also the second time")
    func office() throws {
        let job = try company.take(.clients, file)
        #expect(job?.tally.added == 3 && job?.tally.changed == 0)
        let again = try company.take(.clients, file)
        #expect(again?.tally.same == 3)
        #expect(
            try company.people() == ["Анна", "Борис", "Віра"].map { "\($0): +380440001195" })
    }

    @Test("Somebody who has the number already keeps the name")
    func known() throws {
        try company.take(.clients, ["name;phone", "Борис;0440001195"])
        let job = try company.take(.clients, file)
        #expect(job?.tally.added == 2 && job?.tally.same == 1)
        #expect(try company.people().first == "Борис: +380440001195")
    }

    @Test("Leads of one number and different names are different leads")
    func leads() throws {
        #expect(try company.take(.leads, file)?.tally.added == 3)
        #expect(try company.take(.leads, file)?.tally.same == 3)
    }

    @Test("A row of the same name adds to the same card")
    func sameName() throws {
        let job = try company.take(
            .clients, ["name;phone;company", "Анна;0440001195;", "Анна;0440001195;ТОВ «Приклад»"])
        #expect(job?.tally.added == 1 && job?.tally.changed == 1)
    }
}

@Suite("Calls that follow an import")
struct FollowingImports {
    @Test("Older calls follow the numbers of a file in pieces, and one Undo gives them back")
    func older() throws {
        let company = try Company(knowsIryna: false)
        for number in 0..<250 {
            try company.hear(
                Conversation(uuid: "c\(1000 + number)", number: "+38050000001\(number % 2)").dial)
        }
        func attached() throws -> Int {
            try company.count("SELECT count(*) FROM call WHERE client_id IS NOT NULL")
        }
        let job = try #require(
            try company.take(
                .clients, ["name;phone", "Ірина;0500000010", "Богдан;0500000011"]))
        while try company.store.maintain(at: Company.morning) {}
        #expect(try attached() == 250)
        #expect(try company.store.attachedCalls(by: .importJob(job.id)) == 250)
        #expect(
            try company.store.undo(allOf: .importJob(job.id), by: .command, at: Company.morning))
        while try company.store.maintain(at: Company.morning) {}
        #expect(try attached() == 0)
    }
}
