// The organizer's page: /organize#key.
import { mount } from 'svelte'
import '../../shared/ui/theme.css'
import '../../shared/ui/controls.css'
import App from './App.svelte'

mount(App, { target: document.getElementById('app')! })
