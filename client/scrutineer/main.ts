// The scrutineer's page: /CODE/scrutineer#key.
import '../../shared/ui/theme.css'
import { mount } from 'svelte'
import App from './App.svelte'

mount(App, { target: document.body })
