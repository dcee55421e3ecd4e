// The declarations of curl that Swift cannot import by itself.
#pragma once
#include <curl/curl.h>
