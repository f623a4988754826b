// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <algorithm>

#include "engine/core/random.h"
#include "tests/tokenizer/tokenizer_text.h"

using namespace postern;
using namespace postern::testing;

class TestTokenizerTrainer : public QObject {
    Q_OBJECT

    using Strings = std::vector<std::string>;

    static Strings corpus() {
        RandomStream random(3, "trainer-test");
        const Strings syllables = {"ka", "mo", "\u00e9t", "rin", "sh", "o", "12", "!"};
        Strings texts;
        for (int t = 0; t < 60; ++t) {
            std::string text;
            for (int word = 0; word < 40; ++word) {
                text += word > 0 ? " " : "";
                for (std::uint64_t k = random.below(4) + 1; k > 0; --k)
                    text += syllables[random.below(syllables.size())];
            }
            texts.push_back(text);
        }
        return texts;
    }

private slots:
    void merges_data() {
        QTest::addColumn<QStringList>("texts");
        QTest::addColumn<QStringList>("special");
        QTest::addColumn<int>("extra"); // entries beyond specials and bytes
        QTest::addColumn<QString>("expected");
        // a b: 4 times, Ġ a: 3; then Ġ ab: 3; then only pairs that occur once are left.
        QTest::newRow("worked out by hand") << QStringList{"ab ab ab abc"} << QStringList{"<s>"} << 10 << QString::fromUtf8("a b,Ġ ab");
        QTest::newRow("cut short by the size") << QStringList{"ab ab ab abc"} << QStringList{} << 1 << "a b";
        QTest::newRow("no room") << QStringList{"ab ab"} << QStringList{} << 0 << "";
        // x y (ids 87, 88), z w (89, 86) and Ġ z (220, 89) all occur twice; then Ġ zw.
        QTest::newRow("ties go to the smaller ids")
            << QStringList{"xy zw", "xy zw"} << QStringList{} << 10 << QString::fromUtf8("x y,z w,Ġ zw");
        QTest::newRow("runs") << QStringList{"aaaa", "aaaa"} << QStringList{} << 10 << "a a,aa aa";
        QTest::newRow("words are not joined") << QStringList{"a,a,a,"} << QStringList{} << 10 << "";
        QTest::newRow("no word becomes a special token")
            << QStringList{"ab ab ab abc"} << QStringList{"ab"} << 10 << QString::fromUtf8("Ġ a,Ġa b");
        QTest::newRow("nothing") << QStringList{} << QStringList{} << 10 << "";
        QTest::newRow("empty text") << QStringList{""} << QStringList{} << 10 << "";
    }
    void merges() {
        QFETCH(QStringList, texts);
        QFETCH(QStringList, special);
        QFETCH(int, extra);
        Strings input;
        Strings specials;
        for (const QString& text : texts)
            input.push_back(text.toStdString());
        for (const QString& token : special)
            specials.push_back(token.toStdString());
        const auto file = trainByteLevelBpe(input, 256 + static_cast<std::int64_t>(specials.size()) + extra, specials);
        QVERIFY2(file, file ? "" : qPrintable(errorText(file.error())));
        QStringList actual;
        for (const Json& merge : file->at("model").at("merges"))
            actual << QString::fromStdString(merge.get<std::string>());
        QTEST(actual.join(','), "expected");
        QCOMPARE(file->at("model").at("vocab").size(), 256 + specials.size() + static_cast<std::size_t>(actual.size()));
    }

    void idsInOrder() {
        const Strings texts = {"ab ab ab abc"};
        const Strings specials = {"<s>", "</s>"};
        const auto file = trainByteLevelBpe(texts, 300, specials);
        QVERIFY(file);
        const Json& vocabulary = file->at("model").at("vocab");
        // '!' is the first letter of the alphabet; Ġ (the space) is the 188 + 32nd.
        const std::vector<std::pair<const char*, int>> expected = {{"<s>", 0}, {"</s>", 1}, {"!", 2},    {"a", 66},
                                                                   {"b", 67},  {"Ġ", 222},  {"ab", 258}, {"Ġab", 259}};
        for (const auto& [token, id] : expected)
            QCOMPARE(vocabulary.at(token).get<int>(), id);
        QCOMPARE(file->at("added_tokens").at(1).at("content").get<std::string>(), std::string("</s>"));
        QCOMPARE(file->at("added_tokens").at(1).at("id").get<int>(), 1);
        QVERIFY(file->at("added_tokens").at(1).at("special").get<bool>());
    }

    void roundTrip() {
        const Strings texts = corpus();
        const Strings specials = {"<s>", "<pad>"};
        const auto file = trainByteLevelBpe(texts, 320, specials);
        QVERIFY(file);
        const auto again = parseJson(file->dump(), "trained");
        QVERIFY(again);
        const auto tokenizer = Tokenizer::parse(*again, "trained");
        QVERIFY2(tokenizer, tokenizer ? "" : qPrintable(errorText(tokenizer.error())));
        QCOMPARE(tokenizer->size(), std::int64_t{320});
        Strings probes = texts;
        probes.insert(probes.end(), {"", " ", "\n\t \r\n", "never seen: \u4e2d\u6587 \U0001F600\u200d", std::string("zero\0byte", 9)});
        for (const std::string& text : probes) {
            const auto ids = tokenizer->encode(text, true);
            QVERIFY(ids);
            QVERIFY(tokenizer->decode(*ids, false) == text);
            QVERIFY(text.empty() || ids->size() <= text.size());
        }
        const auto mixed = tokenizer->encode("ka<s>mo", false);
        QVERIFY(mixed);
        QVERIFY(std::count(mixed->begin(), mixed->end(), 0) == 1);
        QVERIFY(tokenizer->decode(*mixed, true) == "kamo");
    }

    void sameEveryTime() {
        const Strings texts = corpus();
        Strings backwards(texts.rbegin(), texts.rend());
        const auto first = trainByteLevelBpe(texts, 330, {});
        const auto second = trainByteLevelBpe(texts, 330, {});
        const auto third = trainByteLevelBpe(backwards, 330, {});
        QVERIFY(first && second && third);
        QVERIFY(first->dump() == second->dump());
        QVERIFY(first->dump() == third->dump());
    }

    /// Counting afresh before every merge is slow and plainly right.
    void agreesWithCountingAfresh() {
        const Strings texts = corpus();
        const auto file = trainByteLevelBpe(texts, 330, {});
        const auto bytes = trainByteLevelBpe(texts, 256, {});
        QVERIFY(file && bytes);
        const auto letters = Tokenizer::parse(*bytes, "bytes");
        QVERIFY(letters);
        // The words: the text is cut where a token of the trained pre-tokenizer begins a new piece, which here is at spaces,
        // and between letters, digits and signs; training on single words keeps that out of this test.
        Strings words;
        for (const std::string& text : texts) {
            const std::string only = text.substr(0, text.find(' '));
            if (std::all_of(only.begin(), only.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
                words.push_back(only);
        }
        QVERIFY(words.size() > 10);
        const auto trained = trainByteLevelBpe(words, 290, {});
        QVERIFY(trained);
        std::vector<std::vector<std::int32_t>> symbols;
        for (const std::string& word : words)
            symbols.push_back(*letters->encode(word, false));
        Strings expected;
        Strings names;
        for (std::int32_t id = 0; id < 256; ++id)
            names.emplace_back(letters->idToToken(id));
        while (names.size() < 290) {
            std::map<std::pair<std::int32_t, std::int32_t>, int> counts;
            for (const auto& word : symbols)
                for (std::size_t i = 0; i + 1 < word.size(); ++i)
                    ++counts[{word[i], word[i + 1]}];
            const auto best =
                std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
            if (best == counts.end() || best->second < 2)
                break;
            const auto [left, right] = best->first;
            const std::string joined = names[static_cast<std::size_t>(left)] + names[static_cast<std::size_t>(right)];
            expected.push_back(names[static_cast<std::size_t>(left)] + ' ' + names[static_cast<std::size_t>(right)]);
            auto known = std::find(names.begin(), names.end(), joined);
            const auto id = static_cast<std::int32_t>(known - names.begin());
            if (known == names.end())
                names.push_back(joined);
            for (auto& word : symbols)
                for (std::size_t i = 0; i + 1 < word.size(); ++i)
                    if (word[i] == left && word[i + 1] == right) {
                        word[i] = id;
                        word.erase(word.begin() + static_cast<std::ptrdiff_t>(i) + 1);
                    }
        }
        QVERIFY(expected.size() > 5);
        QVERIFY(trained->at("model").at("merges").get<Strings>() == expected);
    }

    void refuses_data() {
        QTest::addColumn<int>("size");
        QTest::addColumn<QStringList>("special");
        QTest::newRow("too small") << 255 << QStringList{};
        QTest::newRow("too small for the specials") << 257 << QStringList{"<s>", "<e>"};
        QTest::newRow("negative") << -1 << QStringList{};
        QTest::newRow("huge") << 2000000000 << QStringList{};
        QTest::newRow("special twice") << 300 << QStringList{"<s>", "<s>"};
        QTest::newRow("special empty") << 300 << QStringList{""};
        QTest::newRow("special is a letter") << 300 << QStringList{"a"};
    }
    void refuses() {
        QFETCH(int, size);
        QFETCH(QStringList, special);
        Strings specials;
        for (const QString& token : special)
            specials.push_back(token.toStdString());
        const auto file = trainByteLevelBpe({}, size, specials);
        QVERIFY(!file);
        QCOMPARE(file.error().code, ErrorCode::ParameterInvalid);
    }
};

QTEST_GUILESS_MAIN(TestTokenizerTrainer)
#include "tst_tokenizer_trainer.moc"
