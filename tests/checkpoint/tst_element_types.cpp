// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <QTest>

#include "engine/checkpoint/safetensors.h"

using namespace postern;

namespace {

constexpr std::uint32_t kValues = 65536;

/// The value of a small float by the definition of the format, without bit tricks.
double byDefinition(std::uint32_t bits, int exponentBits, int mantissaBits) {
    const int bias = (1 << (exponentBits - 1)) - 1;
    const std::uint32_t mantissa = bits & ((1U << mantissaBits) - 1U);
    const int exponent = static_cast<int>((bits >> mantissaBits) & ((1U << exponentBits) - 1U));
    const double sign = (bits >> (exponentBits + mantissaBits)) != 0 ? -1 : 1;
    if (exponent == (1 << exponentBits) - 1)
        return mantissa != 0 ? std::numeric_limits<double>::quiet_NaN() : sign * std::numeric_limits<double>::infinity();
    if (exponent == 0)
        return sign * std::ldexp(mantissa, 1 - bias - mantissaBits);
    return sign * std::ldexp((1U << mantissaBits) + mantissa, exponent - bias - mantissaBits);
}

struct Format {
    int exponentBits;
    int mantissaBits;
    float (*decode)(std::uint16_t);
    std::uint16_t (*encode)(float);
};

constexpr Format kHalf = {5, 10, &fromFloat16, &toFloat16};
constexpr Format kBrain = {8, 7, &fromBfloat16, &toBfloat16};

void checkAllValues(const Format& format) {
    for (std::uint32_t bits = 0; bits < kValues; ++bits) {
        const float decoded = format.decode(static_cast<std::uint16_t>(bits));
        const double expected = byDefinition(bits, format.exponentBits, format.mantissaBits);
        if (std::isnan(expected)) {
            QVERIFY2(std::isnan(decoded), qPrintable(QString::number(bits, 16)));
            const std::uint16_t back = format.encode(decoded);
            QVERIFY(std::isnan(format.decode(back)));
            QCOMPARE(back >> 15, static_cast<int>(bits >> 15));
            QVERIFY2((back >> (format.mantissaBits - 1) & 1) != 0, "NaN comes out quiet");
            continue;
        }
        QVERIFY2(std::bit_cast<std::uint32_t>(decoded) == std::bit_cast<std::uint32_t>(static_cast<float>(expected)),
                 qPrintable(QString::number(bits, 16)));
        QCOMPARE(std::uint32_t{format.encode(decoded)}, bits);
    }
}

/// Between every two neighbours: the middle goes to the even one, a hair beside it to the nearer one.
void checkRounding(const Format& format) {
    const std::uint32_t infinity = ((1U << format.exponentBits) - 1U) << format.mantissaBits;
    for (std::uint32_t low = 0; low < infinity; ++low) {
        const double below = byDefinition(low, format.exponentBits, format.mantissaBits);
        // The step beyond the largest finite value has the width of the one before it.
        const double above = low + 1 < infinity ? byDefinition(low + 1, format.exponentBits, format.mantissaBits)
                                                : 2 * below - byDefinition(low - 1, format.exponentBits, format.mantissaBits);
        const auto middle = static_cast<float>((below + above) / 2);
        const std::uint32_t even = low % 2 == 0 ? low : low + 1;
        QCOMPARE(std::uint32_t{format.encode(middle)}, even);
        QCOMPARE(std::uint32_t{format.encode(-middle)}, even | 0x8000U);
        QCOMPARE(std::uint32_t{format.encode(std::nextafter(middle, 0.0F))}, low);
        QCOMPARE(std::uint32_t{format.encode(std::nextafter(middle, std::numeric_limits<float>::infinity()))}, low + 1);
    }
}

TensorView viewOf(const std::vector<std::byte>& bytes, Dtype dtype) {
    return {"t", dtype, {static_cast<std::int64_t>(bytes.size() / dtypeSize(dtype))}, bytes};
}

} // namespace

class TestElementTypes : public QObject {
    Q_OBJECT

private slots:
    void everyHalfValue() { checkAllValues(kHalf); }
    void everyBrainValue() { checkAllValues(kBrain); }
    void halfRounding() { checkRounding(kHalf); }
    void brainRounding() { checkRounding(kBrain); }

    void extremes() {
        constexpr float kInfinity = std::numeric_limits<float>::infinity();
        QCOMPARE(toFloat16(65504.0F), std::uint16_t{0x7bff});
        QCOMPARE(toFloat16(65519.996F), std::uint16_t{0x7bff});
        QCOMPARE(toFloat16(65520.0F), std::uint16_t{0x7c00});
        QCOMPARE(toFloat16(1e30F), std::uint16_t{0x7c00});
        QCOMPARE(toFloat16(-kInfinity), std::uint16_t{0xfc00});
        QCOMPARE(toFloat16(std::numeric_limits<float>::denorm_min()), std::uint16_t{0});
        QCOMPARE(toFloat16(-0.0F), std::uint16_t{0x8000});
        QCOMPARE(toBfloat16(std::numeric_limits<float>::max()), std::uint16_t{0x7f80});
        QCOMPARE(toBfloat16(-kInfinity), std::uint16_t{0xff80});
        // A NaN whose payload lies only in the bits that are cut off must not become infinity.
        QCOMPARE(toBfloat16(std::bit_cast<float>(0x7f800001U)), std::uint16_t{0x7fc0});
        QCOMPARE(toFloat16(std::bit_cast<float>(0x7f800001U)), std::uint16_t{0x7e00});
    }

    void tableOfTypes() {
        QCOMPARE(dtypeName(Dtype::Bool), std::string_view("BOOL"));
        QCOMPARE(dtypeName(Dtype::BF16), std::string_view("BF16"));
        QCOMPARE(dtypeName(Dtype::F8E4M3), std::string_view("F8_E4M3"));
        QCOMPARE(dtypeName(Dtype::U64), std::string_view("U64"));
        QCOMPARE(dtypeSize(Dtype::Bool), std::size_t{1});
        QCOMPARE(dtypeSize(Dtype::BF16), std::size_t{2});
        QCOMPARE(dtypeSize(Dtype::U32), std::size_t{4});
        QCOMPARE(dtypeSize(Dtype::U64), std::size_t{8});
        int computable = 0;
        for (int i = 0; i <= static_cast<int>(Dtype::U64); ++i)
            computable += isComputable(static_cast<Dtype>(i)) ? 1 : 0;
        QCOMPARE(computable, 4);
    }

    // In and out through every type that can hold weights, at an address that is not aligned.
    void tensorsInAndOut_data() {
        QTest::addColumn<int>("dtype");
        for (const Dtype dtype : {Dtype::F16, Dtype::BF16, Dtype::F32, Dtype::F64})
            QTest::newRow(std::string(dtypeName(dtype)).c_str()) << static_cast<int>(dtype);
    }
    void tensorsInAndOut() {
        QFETCH(int, dtype);
        const auto type = static_cast<Dtype>(dtype);
        const std::vector<float> values = {0.0F, -1.5F, 0.15625F, 448.0F, -0.0078125F, std::numeric_limits<float>::infinity(), 3.0F};
        std::vector<std::byte> bytes(1 + values.size() * dtypeSize(type));
        const std::span<std::byte> odd = std::span(bytes).subspan(1);
        QVERIFY(convertFromFloat(values, type, odd));
        const TensorView view{"t", type, {7}, odd};
        QCOMPARE(view.elementCount(), std::int64_t{7});
        std::vector<float> read(values.size());
        QVERIFY(convertToFloat(view, read));
        QCOMPARE(read, values);
        QCOMPARE(countNotFinite(view), std::int64_t{1});
    }

    void wrongSizesAndTypesAreErrors() {
        const std::vector<std::byte> bytes(8);
        std::vector<float> out(3);
        QCOMPARE(convertToFloat(viewOf(bytes, Dtype::F16), out).error().code, ErrorCode::TensorMismatch);
        out.resize(1);
        QCOMPARE(convertToFloat(viewOf(bytes, Dtype::I64), out).error().code, ErrorCode::TensorMismatch);
        std::vector<std::byte> target(5);
        QVERIFY(!convertFromFloat(std::vector<float>(1), Dtype::F32, target));
        QVERIFY(!convertFromFloat(std::vector<float>(5), Dtype::U8, target));
        QVERIFY(convertFromFloat({}, Dtype::F32, {}));
    }

    void notFiniteIsCounted_data() {
        QTest::addColumn<int>("dtype");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("expected");
        const auto row = [](const char* name, Dtype dtype, const QByteArray& hex, int expected) {
            QTest::newRow(name) << static_cast<int>(dtype) << QByteArray::fromHex(hex) << expected;
        };
        row("f32: inf, -nan, max, -0", Dtype::F32, "0000807f 010080ff ffff7f7f 00000080", 2);
        row("f64: nan, 1", Dtype::F64, "000000000000f87f 000000000000f03f", 1);
        row("f16: inf, max", Dtype::F16, "007c ff7b", 1);
        row("bf16: -inf, nan, max", Dtype::BF16, "80ff c17f 7f7f", 2);
        row("f8e5m2: inf, max", Dtype::F8E5M2, "7c 7b", 1);
        row("f8e4m3: nan, max", Dtype::F8E4M3, "7f 7e", 1);
        row("integers have none", Dtype::I32, "ffffffff", 0);
        row("nothing", Dtype::F32, "", 0);
    }
    void notFiniteIsCounted() {
        QFETCH(int, dtype);
        QFETCH(QByteArray, bytes);
        QFETCH(int, expected);
        const TensorView view{
            "t", static_cast<Dtype>(dtype), {}, std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())))};
        QCOMPARE(countNotFinite(view), std::int64_t{expected});
    }
};

QTEST_GUILESS_MAIN(TestElementTypes)
#include "tst_element_types.moc"
