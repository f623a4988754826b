// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scan/pickle_names.h"

#include <algorithm>
#include <array>

namespace postern {

namespace {

using enum AllowedKind;

constexpr std::array kNames = {
    AllowedName{"collections", "OrderedDict", OrderedDict, 0, {}},
    AllowedName{"torch._utils", "_rebuild_tensor_v2", RebuildTensor, 0, {}},
    AllowedName{"torch._utils", "_rebuild_parameter", RebuildParameter, 0, {}},
    AllowedName{"torch", "Size", Size, 0, {}},
    AllowedName{"torch", "FloatStorage", Storage, 4, Dtype::F32},
    AllowedName{"torch", "DoubleStorage", Storage, 8, Dtype::F64},
    AllowedName{"torch", "HalfStorage", Storage, 2, Dtype::F16},
    AllowedName{"torch", "BFloat16Storage", Storage, 2, Dtype::BF16},
    AllowedName{"torch", "LongStorage", Storage, 8, Dtype::I64},
    AllowedName{"torch", "IntStorage", Storage, 4, Dtype::I32},
    AllowedName{"torch", "ShortStorage", Storage, 2, Dtype::I16},
    AllowedName{"torch", "CharStorage", Storage, 1, Dtype::I8},
    AllowedName{"torch", "ByteStorage", Storage, 1, Dtype::U8},
    AllowedName{"torch", "BoolStorage", Storage, 1, Dtype::Bool},
    AllowedName{"torch", "ComplexFloatStorage", Storage, 8, {}},
    AllowedName{"torch", "ComplexDoubleStorage", Storage, 16, {}},
    AllowedName{"torch", "UntypedStorage", Storage, 1, {}},
    AllowedName{"torch.storage", "UntypedStorage", Storage, 1, {}},
    AllowedName{"torch", "float32", ElementType, 0, {}},
    AllowedName{"torch", "float", ElementType, 0, {}},
    AllowedName{"torch", "float64", ElementType, 0, {}},
    AllowedName{"torch", "double", ElementType, 0, {}},
    AllowedName{"torch", "float16", ElementType, 0, {}},
    AllowedName{"torch", "half", ElementType, 0, {}},
    AllowedName{"torch", "bfloat16", ElementType, 0, {}},
    AllowedName{"torch", "float8_e4m3fn", ElementType, 0, {}},
    AllowedName{"torch", "float8_e5m2", ElementType, 0, {}},
    AllowedName{"torch", "int64", ElementType, 0, {}},
    AllowedName{"torch", "long", ElementType, 0, {}},
    AllowedName{"torch", "int32", ElementType, 0, {}},
    AllowedName{"torch", "int", ElementType, 0, {}},
    AllowedName{"torch", "int16", ElementType, 0, {}},
    AllowedName{"torch", "short", ElementType, 0, {}},
    AllowedName{"torch", "int8", ElementType, 0, {}},
    AllowedName{"torch", "uint8", ElementType, 0, {}},
    AllowedName{"torch", "bool", ElementType, 0, {}},
    AllowedName{"torch", "complex64", ElementType, 0, {}},
    AllowedName{"torch", "complex128", ElementType, 0, {}},
};

} // namespace

const AllowedName* findAllowedName(std::string_view module, std::string_view name) {
    const auto* found =
        std::find_if(kNames.begin(), kNames.end(), [&](const AllowedName& known) { return known.module == module && known.name == name; });
    return found == kNames.end() ? nullptr : found;
}

} // namespace postern
