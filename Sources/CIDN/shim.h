// The declarations of idn2 that Swift cannot import by itself.
#pragma once
#include <idn2.h>
