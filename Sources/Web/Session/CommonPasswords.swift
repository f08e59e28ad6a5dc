/// Passwords that are guessed first, in lower case. Words shorter than a password are listed
/// because people add a few digits to them.
enum CommonPasswords {
    static let words = Set(
        """
        password passwort passw0rd passwords mypassword newpassword thepassword passphrase pass
        passpass pwd secret mysecret topsecret letmein welcome welcomehome login signin access
        administrator admin adminadmin administrador root rootroot toor superuser superadmin
        sysadmin system user username guest test testtest tester testing demo default changeme
        changeit change temp temporary qwerty qwertyui qwertyuiop qwert qwe qweasd qweasdzxc
        asdf asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc qaz wsx abc abcd abcde abcdef
        abcdefgh abcabc aabbcc iloveyou ilove loveyou lovelove love lovely mylove babygirl
        princess sunshine football baseball basketball superman batman spiderman ironman
        starwars pokemon dragon monkey shadow master michael michelle jennifer jordan jessica
        charlie daniel andrew anthony ashley nicole hannah thomas robert william joshua matthew
        samantha elizabeth alexander alexandra victoria killer hunter ranger buster soccer hockey
        tigger pepper ginger cookie chocolate cheese banana orange apple summer winter spring
        autumn january february march april june july august september october november december
        monday tuesday wednesday thursday friday saturday sunday computer internet google
        facebook instagram youtube microsoft windows linux samsung iphone android nokia whatever
        freedom trustno trustnoi mustang harley ferrari mercedes porsche corvette camaro liverpool
        chelsea arsenal barcelona realmadrid manchester juventus dynamo shakhtar yankees cowboys
        lakers eagles phoenix matrix merlin gandalf hogwarts harrypotter minecraft fortnite
        pakistan india america london newyork paris money dollar business company office manager
        director secretary sales support service helpdesk info contact marketing telephone phone
        telefon phonet perfectum keycrm bitrix crm gateway voip asterisk callcenter operator
        goodluck blessed jesus jesuschrist god angel angels heaven family mother father mama papa
        sister brother friend friends forever flower butterfly rainbow unicorn diamond silver
        golden purple yellow blue red green black white hello helloworld hi hey goodbye
        nothing something anything everything fuckyou fuck asshole bitch sexy naked pussy
        correcthorsebatterystaple
        parol paroli parolparol mojparol moiparol parolka porolj gfhjkm gfhjkmgfhjkm ghbdtn ghbdsn
        privet pryvit privit lubov lyubov liubov lublu kohayu kohannya kokhana zaika zaichik kotik
        koshka sobaka solnyshko sonechko sonce zolotko krasotka ukraine ukraina ukrayina ukrainian
        slavaukraini slavaukrayini heroyamslava geroyamslava kyiv kiev kharkiv kharkov lviv lvov
        odesa odessa dnipro dnepr zaporizhzhia vinnytsia poltava chernihiv cherkasy ternopil
        uzhhorod mykolaiv kherson donetsk luhansk crimea krym tryzub kozak cossack borsch salo
        bandera azov mriya peremoga dobrogoranku bayraktar
        natasha nastya anastasia katya kateryna ekaterina olena elena oksana tetiana tanya iryna
        irina svitlana svetlana maryna marina larysa halyna galina yulia julia sofia daria dasha
        maria masha anna hanna alina oleksandr aleksandr sasha serhii sergey andrii andrey
        dmytro dmitry dima volodymyr vladimir vova mykola nikolay ivan petro pavlo taras bohdan
        bogdan roman maksym maxim artem denys denis yurii yuriy vitalii vitaliy oleh oleg igor ihor
        yaroslav vladyslav vladislav nazar marko
        пароль мійпароль мойпароль паролі парольпароль секрет вхід адмін адміністратор админ привіт
        привет любов любовь кохання люблю кохаю мама тато папа сонечко сонце солнышко котик кицька
        зайка зайчик собака кішка кошка україна украина славаукраїні героямслава героямслава
        смертьворогам перемога мрія байрактар київ киев харків харьков львів львов одеса одесса
        дніпро днепр полтава запоріжжя вінниця козак борщ сало тризуб бандера свобода надія віра
        наташа настя анастасія катя катерина олена оксана тетяна таня ірина ира світлана марина
        юля юлія софія дарина даша марія маша анна ганна аліна олександр саша сергій сергей андрій
        андрей дмитро дмитрий діма володимир вова микола іван петро павло тарас богдан роман максим
        артем денис юрій віталій олег ігор ярослав владислав назар марко
        йцукен йцукенг йцукенгшщз фівапр фіва ячсмить ячсмит абвгд компютер телефон
        менеджер директор офіс продажі бухгалтер бухгалтерія компанія підтримка дзвінок оператор
        тест тесттест проба користувач гість зима весна літо осінь січень лютий березень квітень
        травень червень липень серпень вересень жовтень листопад грудень понеділок пятниця
        динамо шахтар футбол принцеса дракон красуня щастя дякую будьласка невідомо
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// Rows of neighbouring keys, and the alphabets, in both directions.
    static let walks: [String] = {
        let rows = [
            "12345678901234567890", "qwertyuiopasdfghjklzxcvbnm", "abcdefghijklmnopqrstuvwxyz",
            "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "qazwsxedcrfvtgbyhnujmikolp", "147258369",
            "159357", "741852963", "zaq1xsw2cde3vfr4bgt5",
            "йцукенгшщзхїфівапролджєячсмитьбю", "йцукенгшщзхъфывапролджэячсмитьбю",
            "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "1й2ц3у4к5е6н7г8ш9щ0з", "йфяцічувскам",
        ]
        return rows + rows.map { String($0.reversed()) }
    }()
}
