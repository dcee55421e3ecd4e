// The declarations of cmark that Swift cannot import by itself.
#pragma once
#include <cmark.h>
